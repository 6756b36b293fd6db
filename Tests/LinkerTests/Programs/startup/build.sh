# Programs that cannot start: what they were linked with is not what they find.
lib() { gcc -shared -fPIC -o lib$1.so $sources/library.c "${@:2}"; }
here=(-L. -Wl,-rpath,'$ORIGIN' -Wl,--no-as-needed)
lib one -DFIRST
lib two -DSECOND
lib three -DTHIRD "${here[@]}" -lone
gcc -o symbols $sources/main.c "${here[@]}" -lone -ltwo -lthree
lib gone1 -DFIRST
lib gone2 -DSECOND
lib between -DTHIRD "${here[@]}" -lgone2 -lone
gcc -o nolibraries $sources/main.c "${here[@]}" -lgone1 -lbetween -lgone2
rm libgone1.so libgone2.so
echo 'V1 { global: *; };' >v1.map
echo 'V2 { global: *; };' >v2.map
lib versioned -DFIRST -DSECOND -DTHIRD -Wl,--version-script=v2.map
gcc -o versions $sources/main.c "${here[@]}" -lversioned
lib versioned -DFIRST -DSECOND -DTHIRD -Wl,--version-script=v1.map
rm v1.map v2.map
# What the programs find: fewer functions than there were.
lib one
lib two
cp /usr/bin/true short && truncate -s 1000 short
