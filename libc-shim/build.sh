#!/bin/sh
# Builds libc-shim.so: musl's static library (made of position-independent objects) less the
# members that ours replace, and our objects. Usage: libc-shim/build.sh OUTPUT_DIR
# Quick when nothing changed; silent unless something fails.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
out=${1:?usage: build.sh OUTPUT_DIR}
archive=${MUSL_ARCHIVE:-/usr/lib/x86_64-linux-musl/libc.a}
headers=${MUSL_HEADERS:-/usr/include/x86_64-linux-musl}
compiler=${CC:-gcc}
mkdir -p "$out/obj"
out=$(cd "$out" && pwd)
result="$out/libc-shim.so"

for need in "$archive" "$headers/stdio.h"; do
    [ -e "$need" ] || { echo "libc-shim: $need is missing (Debian package musl-dev)" >&2; exit 1; }
done

# No builtins: a loop in our strlen must not become a call to strlen. No stack protector: the
# start-up code runs before there is a canary to trust.
flags="-std=gnu11 -O2 -fPIC -fno-plt -fvisibility=default -ffreestanding -fno-builtin
    -fno-stack-protector -fno-math-errno -fno-strict-aliasing -ffunction-sections -fdata-sections
    -fmerge-all-constants -fno-tree-switch-conversion -Wall -Wextra -Werror -Wno-unused-parameter
    -Wno-missing-attributes -D_GNU_SOURCE -D_XOPEN_SOURCE=700 -nostdinc"

stamp="$out/flags"
if [ ! -e "$stamp" ] || [ "$(cat "$stamp")" != "$compiler $flags $headers" ]; then
    rm -f "$out"/obj/*.o
    printf '%s' "$compiler $flags $headers" > "$stamp"
fi
newest_header=$(ls -t "$here"/include/apus/*.h "$here"/*/*.h "$here"/*/*.inc | head -1)

# Compile what is older than its source or than any header.
changed=no
: > "$out/stale"
for source in "$here"/start/*.[cS] "$here"/calls/*.[cS] "$here"/dl/*.[cS] "$here"/glibc/*.[cS] \
              "$here"/stdio/*.[cS] "$here"/locale/*.[cS] "$here"/malloc/*.[cS] "$here"/thread/*.[cS] \
              "$here"/text/*.[cS] "$here"/math/*.[cS] "$here"/wide/*.[cS] "$here"/time/*.[cS]; do
    folder=${source%/*}
    object="$out/obj/${folder##*/}-${source##*/}.o"
    if [ ! -e "$object" ] || [ "$source" -nt "$object" ] || [ "$newest_header" -nt "$object" ]; then
        printf '%s\0%s\0' "$source" "$object" >> "$out/stale"
    fi
done
if [ -s "$out/stale" ]; then
    changed=yes
    export here headers compiler flags
    xargs -0 -n 2 -P "$(nproc)" sh -c \
        '$compiler $flags -isystem "$headers" -I "$here/include" -I "$here" -c "$0" -o "$1"' \
        < "$out/stale" || exit 1
fi
rm -f "$out/stale"
# An object whose source is gone must not be linked, nor keep its place.
for object in "$out"/obj/*.o; do
    name=${object##*/}
    name=${name%.o}
    [ -e "$here/${name%%-*}/${name#*-}" ] || { rm -f "$object"; changed=yes; }
done

# musl's members, without those that we replace.
if [ ! -e "$out/musl.o" ] || [ "$here/replaced-members.txt" -nt "$out/musl.o" ] ||
   [ "$here/renamed-symbols.txt" -nt "$out/musl.o" ] ||
   [ "$here/wrapped-functions.txt" -nt "$out/musl.o" ] || [ "$archive" -nt "$out/musl.o" ]; then
    changed=yes
    rm -rf "$out/musl"
    mkdir "$out/musl"
    # Two members may have one name: the last is extracted, the first is fetched by number.
    (cd "$out/musl" && ar x "$archive" && for twice in $(ar t "$archive" | sort | uniq -d); do
        mv "$twice" "${twice%.lo}.second.lo"
        ar xN 1 "$archive" "$twice"
    done)
    for member in $(sed 's/#.*//' "$here/replaced-members.txt"); do
        [ -e "$out/musl/$member.lo" ] || { echo "libc-shim: musl has no member $member" >&2; exit 1; }
        rm -f "$out/musl/$member.lo" "$out/musl/$member.second.lo"
    done
    # What we wrap keeps musl's implementation under another name, in that member alone.
    sed '/^#/d' "$here/wrapped-functions.txt" | while read -r member old new; do
        objcopy --redefine-sym "$old=$new" "$out/musl/$member.lo"
    done
    ld -r -o "$out/musl-all.o" "$out"/musl/*.lo
    # Names that mean something else in musl than in glibc, everywhere.
    sed '/^#/d' "$here/renamed-symbols.txt" > "$out/renames"
    objcopy --redefine-syms="$out/renames" "$out/musl-all.o" "$out/musl.o"
    # musl stops a program that it finds damaged with `hlt`, which traps in a user's program and only waits in ring 0.
    # 06 is no instruction at all, so that the program gets SIGILL.
    objdump -d -F "$out/musl.o" | awk '
        /^[0-9a-f]+ <.*File Offset: 0x/ {
            base = $1
            sub(/.*File Offset: 0x/, "")
            sub(/[^0-9a-f].*/, "")
            file = $0
        }
        /\thlt *$/ { sub(/:.*/, "", $1); print base, file, $1 }' |
        while read -r base file address; do
            printf '\006' | dd of="$out/musl.o" bs=1 seek=$((0x$file + 0x$address - 0x$base)) conv=notrunc status=none
        done
    rm -rf "$out/musl" "$out/musl-all.o" "$out/renames"
fi

# Only __apus_ names may be left for the kernel to resolve.
link() {
    $compiler -shared -nostdlib -o "$1" "$out"/obj/*.o "$out/musl.o" $2 \
        -Wl,-soname,libc-shim.so -Wl,--hash-style=gnu -Wl,-z,pack-relative-relocs -Wl,-z,now \
        -Wl,-z,relro -Wl,-z,noexecstack -Wl,--gc-sections -Wl,--sort-section=alignment \
        -Wl,--dynamic-list="$here/interposable.list" -Wl,--dynamic-list-data \
        -Wl,-z,separate-code -Wl,--build-id=none -Wl,-O1 -lgcc
}
text_of() { objdump -h "$1" | awk '$2 == ".text" { print $3, $4 }'; }

if [ "$changed" = yes ] || [ ! -e "$result" ] || [ "$here/interposable.list" -nt "$result" ] ||
   [ "$here/unwind-info.awk" -nt "$result" ]; then
    # Twice: the unwind records of musl's functions need to know where these are. They come behind
    # the code, which stays where it is.
    link "$out/first.so" ""
    {
        readelf -wf "$out/first.so" | sed -n 's/.* pc=\([0-9a-f]*\)\.\.\([0-9a-f]*\)$/covered \1 \2/p' | sort
        objdump -d --no-show-raw-insn "$out/first.so"
    } | awk -f "$here/unwind-info.awk" > "$out/unwind-info.s"
    $compiler -c -o "$out/unwind-info.o" "$out/unwind-info.s"
    link "$result.new" "$out/unwind-info.o"
    if [ "$(text_of "$out/first.so")" != "$(text_of "$result.new")" ]; then
        echo "libc-shim: the unwind records do not belong to the code" >&2
        exit 1
    fi
    strip --strip-all "$result.new"
    rm -f "$out/first.so" "$out"/unwind-info.[so]
    missing=$(nm -D --undefined-only "$result.new" | awk '$NF !~ /^__apus_/ { print $NF }')
    if [ -n "$missing" ]; then
        echo "libc-shim: undefined:" $missing >&2
        rm -f "$result.new"
        exit 1
    fi
    mv "$result.new" "$result"
fi
