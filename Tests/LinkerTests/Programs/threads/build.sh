part() { gcc -O1 -shared -fPIC -o lib$1.so $sources/part.c -DNAME=$1 "${@:2}"; }
part gd -DSIZE=100000 -DALIGN=4096
part desc -DSIZE=5000 -DALIGN=64 -mtls-dialect=gnu2
part ie -DSIZE=100 -DALIGN=16 -ftls-model=initial-exec
g++ -O1 -shared -fPIC -fno-gnu-unique -o libobject.so $sources/object.cc
gcc -O1 -o program $sources/main.c -pthread
