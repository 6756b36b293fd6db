g++ -O1 -shared -fPIC -fno-gnu-unique -o libpinned.so $sources/pinned.cc
g++ -O1 -shared -fPIC -fno-gnu-unique -o libother.so $sources/pinned.cc -DOTHER
gcc -o program $sources/main.c
