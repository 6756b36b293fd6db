gcc -O1 -shared -fPIC -o libpart.so $sources/part.c -Wl,-z,lazy
gcc -O1 -shared -fPIC -o liblld.so $sources/part.c -Wl,-z,lazy -fuse-ld=lld
gcc -O1 -shared -fPIC -o libgold.so $sources/part.c -Wl,-z,lazy -fuse-ld=gold
gcc -O1 -shared -fPIC -o libibt.so $sources/part.c -Wl,-z,lazy -Wl,-z,ibtplt -fcf-protection=full
gcc -O1 -shared -fPIC -o libprovider.so $sources/provider.c -msse2
gcc -O1 -shared -fPIC -o libeager.so $sources/part.c -Wl,-z,now
gcc -o program $sources/main.c
