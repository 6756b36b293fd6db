gcc -shared -fPIC -o libfiltee.so $sources/names.c -DWHERE='"filtee"'
gcc -shared -fPIC -o libfilter.so $sources/names.c -DWHERE='"filter"' -DEXTRA -Wl,-F,libfiltee.so -Wl,-rpath,'$ORIGIN'
gcc -shared -fPIC -o libauxiliary.so $sources/names.c -DWHERE='"auxiliary"' -DEXTRA -DPREFIX=aux_ -Wl,-f,libauxfiltee.so -Wl,-rpath,'$ORIGIN'
gcc -shared -fPIC -o libauxfiltee.so $sources/names.c -DWHERE='"auxiliary filtee"' -DPREFIX=aux_
gcc -shared -fPIC -o liblonely.so $sources/names.c -DWHERE='"lonely"' -DEXTRA -DPREFIX=lone_ -Wl,-f,libnosuchfiltee.so -Wl,-rpath,'$ORIGIN'
gcc -shared -fPIC -o libbroken.so $sources/names.c -DWHERE='"broken"' -Wl,-F,libnosuchfiltee.so -Wl,-rpath,'$ORIGIN'
gcc -o program $sources/main.c -L. -lfilter -lauxiliary -llonely -Wl,-rpath,'$ORIGIN'
