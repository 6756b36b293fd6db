gcc -shared -fPIC -O1 -o libpart.so $sources/part.c -Wl,-soname,libpart.so.1
gcc -shared -fPIC -O1 -o libextra.so $sources/part.c -Wl,-soname,libextra.so
ln -s libpart.so libpart.so.1
gcc -O1 -o program $sources/main.c -L. -lpart -rdynamic -Wl,-rpath,'$ORIGIN'
gcc -O1 -no-pie -fno-pie -o fixed $sources/main.c -L. -lpart -rdynamic -Wl,-rpath,'$ORIGIN' -DFIXED
