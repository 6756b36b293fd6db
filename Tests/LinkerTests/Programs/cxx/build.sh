g++ -O1 -shared -fPIC -o libbase.so $sources/base.cc
g++ -O1 -shared -fPIC -o libthrow.so $sources/throw.cc -L. -lbase -Wl,-rpath,'$ORIGIN'
gcc -O1 -shared -fPIC -fexceptions -o libmiddle.so $sources/middle.c
g++ -O1 -shared -fPIC -o liblocal.so $sources/local.cc -static-libgcc
g++ -O1 -rdynamic -o program $sources/main.cc -L. -lbase -lmiddle -Wl,-rpath,'$ORIGIN'
