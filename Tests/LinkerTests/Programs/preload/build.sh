gcc -O1 -shared -fPIC -o libhooks.so $sources/hooks.c -ldl
gcc -O1 -shared -fPIC -o libheap.so $sources/heap.c
gcc -O1 -shared -fPIC -o libsecond.so $sources/second.c
gcc -O1 -shared -fPIC -fno-builtin -o libused.so $sources/used.c
gcc -O1 -fno-builtin -o program $sources/main.c -L. -lused -Wl,-rpath,'$ORIGIN'
