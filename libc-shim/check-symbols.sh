#!/bin/sh
# Compares the names that libc-shim.so exports with those that programs want. Prints what is
# missing; succeeds if that is nothing but the exceptions named in absent-symbols.txt.
# Usage: libc-shim/check-symbols.sh BUILD_DIR [TABLE.tsv | ELF-FILE]…
#   a .tsv table has the symbol in its second column; of an ELF file the undefined symbols of
#   glibc's versions are taken.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
shim="${1:?usage: check-symbols.sh BUILD_DIR FILE…}/libc-shim.so"
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
nm -D --defined-only "$shim" | awk '{ print $NF }' | sed 's/@.*//' | sort -u > "$work/exported"
for file in "$@"; do
    case $file in
    *.tsv) cut -f2 "$file" ;;
    *) nm -D --undefined-only "$file" 2>/dev/null |
           awk '$NF ~ /@GLIBC_/ && $NF !~ /GLIBC_PRIVATE/ { sub(/@.*/, "", $NF); print $NF }' ;;
    esac
done | sort -u > "$work/wanted"
sed 's/[ #].*//' "$here/absent-symbols.txt" | sort -u > "$work/absent"
comm -23 "$work/wanted" "$work/exported" | comm -23 - "$work/absent" > "$work/missing"
cat "$work/missing"
[ ! -s "$work/missing" ]
