# One source, linked in every way that matters, opened one after the other.
make() { local name=$1; shift; gcc -O1 -shared -fPIC -o lib$name.so $sources/object.c -DNAME=\"$name\" "$@"; echo "./lib$name.so" >>list; }
: >list
make sysv -Wl,--hash-style=sysv
make gnu -Wl,--hash-style=gnu
make both -Wl,--hash-style=both
make relr -Wl,-z,pack-relative-relocs
make lazy -Wl,-z,lazy,-z,norelro
make now -Wl,-z,now
make noplt -fno-plt
make huge -Wl,-z,max-page-size=0x200000,-z,common-page-size=0x200000
make joined -Wl,-z,noseparate-code
make separate -Wl,-z,separate-code
make lld -fuse-ld=lld
make lldsysv -fuse-ld=lld -Wl,--hash-style=sysv,-z,lazy
make lldhuge -fuse-ld=lld -Wl,-z,max-page-size=0x200000,-z,separate-loadable-segments
make lldrosegment -fuse-ld=lld -Wl,--no-rosegment,-z,norelro
make gold -fuse-ld=gold
make goldsysv -fuse-ld=gold -Wl,--hash-style=sysv,-z,lazy
make goldrelro -fuse-ld=gold -Wl,-z,now,-z,relro
make ibt -Wl,-z,ibtplt -fcf-protection=full
make stripped -s
make textrel -Wl,-z,notext -DTEXTREL
make textrelgold -fuse-ld=gold -DTEXTREL -Wl,-z,notext
make large -mcmodel=large
make nosections -Wl,-z,combreloc -Wl,--gc-sections -ffunction-sections -fdata-sections
make debug -g -gz -Wl,--build-id=sha1
objcopy --strip-section-headers libgnu.so libheaderless.so 2>/dev/null && echo ./libheaderless.so >>list
gcc -O1 -o program $sources/main.c -rdynamic
gcc -O1 -fuse-ld=lld -o lld $sources/main.c -rdynamic
gcc -O1 -fuse-ld=gold -o gold $sources/main.c -rdynamic
gcc -O1 -no-pie -Wl,-z,noseparate-code,--hash-style=sysv -o fixed $sources/main.c -rdynamic
