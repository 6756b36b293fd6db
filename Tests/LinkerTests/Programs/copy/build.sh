gcc -shared -fPIC -o libdata.so $sources/data.c
for linker in bfd gold lld; do
    gcc -no-pie -fno-pie -fuse-ld=$linker -o $linker $sources/main.c -L. -ldata -Wl,-rpath,'$ORIGIN'
done
mv bfd program
