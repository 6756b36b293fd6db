gcc -O1 -shared -fPIC -o libsealed.so $sources/sealed.c -Wl,-z,relro,-z,now
gcc -O1 -shared -fPIC -o libexecstack.so $sources/nested.c -Wl,-z,execstack
gcc -O1 -shared -fPIC -o liblldsealed.so $sources/sealed.c -Wl,-z,relro,-z,now -fuse-ld=lld
gcc -O1 -o program $sources/main.c -ldl
gcc -O1 -o withstack $sources/main.c -Wl,-z,execstack
