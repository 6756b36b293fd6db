lib() { local name=$1; shift; gcc -shared -fPIC -o lib$name.so -DNAME=\"$name\" $sources/object.c "$@"; }
here=(-L. -Wl,-rpath,'$ORIGIN' -Wl,--no-as-needed)
lib bottom
lib left "${here[@]}" -lbottom
lib right "${here[@]}" -lbottom -Wl,-init,old_init,-fini,old_fini
lib first -Wl,-z,initfirst
# A circle: each needs the other.
lib ring2
lib ring1 "${here[@]}" -lring2
lib ring2 "${here[@]}" -lring1
lib plugdep "${here[@]}" -lbottom
lib plug1 "${here[@]}" -lplugdep
lib plug2
lib plug3 "${here[@]}" -lplug2 -DOPENS=\"libplug1.so\"
lib plug4 "${here[@]}" -lleft -lplug2
gcc -o program $sources/main.c "${here[@]}" -lleft -lright -lring1 -lfirst
