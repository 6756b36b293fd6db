# One library for each access model; `block.c` again with TLS descriptors.
gcc -shared -fPIC -o libgd.so $sources/block.c -DNAME=gd -DSIZE=3000000 -DALIGN=4096 -ftls-model=global-dynamic
gcc -shared -fPIC -o libld.so $sources/block.c -DNAME=ld -DSIZE=5000 -DALIGN=256 -ftls-model=local-dynamic
gcc -shared -fPIC -o libie.so $sources/block.c -DNAME=ie -DSIZE=64 -DALIGN=16 -ftls-model=initial-exec
gcc -shared -fPIC -o libdesc.so $sources/block.c -DNAME=desc -DSIZE=70000 -DALIGN=1024 -mtls-dialect=gnu2 -O2
gcc -shared -fPIC -o libodd.so $sources/block.c -DNAME=odd -DSIZE=33 -DALIGN=64 -fuse-ld=lld
gcc -shared -fPIC -o libstart.so $sources/block.c -DNAME=start -DSIZE=10000 -DALIGN=4096 -mtls-dialect=gnu2 -O2
gcc -O1 -o program $sources/main.c -L. -lstart -Wl,-rpath,'$ORIGIN'
