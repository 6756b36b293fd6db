gcc -shared -fPIC -o libgood.so $sources/good.c -Wl,-soname,libgood.so.1
gcc -shared -fPIC -o libneedy.so $sources/good.c -DNEEDS -Wl,-z,now
gcc -shared -fPIC -o libgonedep.so $sources/good.c
gcc -shared -fPIC -o libuser.so $sources/good.c -Wl,--no-as-needed -L. -lgonedep -Wl,-rpath,'$ORIGIN'
rm libgonedep.so
echo 'V1 { global: *; };' >v1.map
echo 'V2 { global: *; };' >v2.map
gcc -shared -fPIC -o libversion.so $sources/good.c -Wl,--version-script=v2.map
gcc -shared -fPIC -o libversionuser.so $sources/caller.c -L. -lversion -Wl,-rpath,'$ORIGIN'
gcc -shared -fPIC -o libversion.so $sources/good.c -Wl,--version-script=v1.map
gcc -shared -fPIC -o libbigtls.so $sources/bigtls.c -ftls-model=initial-exec
gcc -pie -fPIE -o pie $sources/caller.c -DMAIN libgood.so
gcc -no-pie -o fixed $sources/caller.c -DMAIN libgood.so
gcc -c -o object.o $sources/good.c
echo 'This is text.' >text.so
: >empty.so
head -c 30 libgood.so >short.so
rm v1.map v2.map
gcc -o program $sources/main.c -rdynamic
