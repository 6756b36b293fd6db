gcc -O1 -shared -fPIC -o libpick.so $sources/pick.c
gcc -O1 -shared -fPIC -o libpicklazy.so $sources/pick.c -DPREFIX=lazy_ -Wl,-z,lazy
for kind in pie no-pie; do
    flags=(-pie -fPIE); [[ $kind == pie ]] || flags=(-no-pie -fno-pie)
    gcc -O1 "${flags[@]}" -o $kind $sources/main.c -L. -lpick -lpicklazy -Wl,-rpath,'$ORIGIN'
done
mv pie program
