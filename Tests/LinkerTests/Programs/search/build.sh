# The same library in many folders, each saying where it is from.
make() { mkdir -p "$1"; gcc -shared -fPIC -o "$1/$2" $sources/place.c -DPLACE=\""$1"\" "${@:3}"; }
make one libplace.so
make two libplace.so
make env libplace.so
make lib/x86_64-linux-gnu liblibtoken.so -DFUNCTION=token_place
make deep/er libinner.so -DFUNCTION=inner_place
# A library with RUNPATH needs `libinner`; one that it brings does not inherit that path.
gcc -shared -fPIC -o libouter.so $sources/outer.c -Ldeep/er -linner -Wl,--enable-new-dtags,-rpath,'$ORIGIN/deep/er'
link() { gcc -o $1 $sources/main.c -Lone -lplace -L. -louter -Llib/x86_64-linux-gnu -llibtoken "${@:2}"; }
link program -Wl,--disable-new-dtags,-rpath,'$ORIGIN/one:${ORIGIN}/two:$ORIGIN/$LIB:$ORIGIN'
link runpath -Wl,--enable-new-dtags,-rpath,'$ORIGIN/none:$ORIGIN/one:$ORIGIN/${LIB}:$ORIGIN'
# Opened by name: found by the opener's own RUNPATH, or by RPATH of the program too.
gcc -shared -fPIC -o libopener.so $sources/opener.c -Wl,--enable-new-dtags,-rpath,'$ORIGIN/two'
gcc -shared -fPIC -o libplainopener.so $sources/opener.c
gcc -shared -fPIC -o libneedsinner.so $sources/outer.c -Ldeep/er -linner
