gcc -shared -fPIC -o libplain.so $sources/names.c -DLIBRARY=plain
gcc -shared -fPIC -o libsymbolic.so $sources/names.c -DLIBRARY=symbolic -Wl,-Bsymbolic
gcc -shared -fPIC -o libfunctions.so $sources/names.c -DLIBRARY=functions -Wl,-Bsymbolic-functions
gcc -o program $sources/main.c -L. -lplain -lsymbolic -lfunctions -rdynamic -Wl,-rpath,'$ORIGIN'
