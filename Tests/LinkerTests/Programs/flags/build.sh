gcc -shared -fPIC -o liba.so $sources/part.c -DNAME=a -Wl,-z,lazy
gcc -shared -fPIC -o libb.so $sources/part.c -DNAME=b -Wl,-z,lazy
gcc -shared -fPIC -o libkeep.so $sources/part.c -DNAME=keep -Wl,-z,nodelete
gcc -shared -fPIC -o libuser.so $sources/user.c -Wl,-z,lazy
gcc -shared -fPIC -o libdeep.so $sources/part.c $sources/deep.c -DNAME=deep
gcc -o program $sources/main.c -rdynamic
