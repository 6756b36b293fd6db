g++ -O1 -shared -fPIC -o libone.so $sources/part.cc -DPART=1
g++ -O1 -shared -fPIC -o libtwo.so $sources/part.cc -DPART=2
g++ -O1 -shared -fPIC -o libweak1.so $sources/part.cc -DPART=3 -fno-gnu-unique
g++ -O1 -shared -fPIC -o libweak2.so $sources/part.cc -DPART=4 -fno-gnu-unique
gcc -o program $sources/main.c
