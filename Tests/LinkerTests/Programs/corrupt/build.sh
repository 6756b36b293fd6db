# Without start files: no code of the damaged copies runs when they open.
gcc -O1 -shared -fPIC -nostartfiles -o libgood.so $sources/good.c -Wl,--hash-style=both
gcc -O1 -o program $sources/main.c
