#!/bin/sh
# Builds the test loader: tests/build-loader.sh BUILD_DIR → BUILD_DIR/loader
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$1
headers=${MUSL_HEADERS:-/usr/include/x86_64-linux-musl}
mkdir -p "$out/loader-include"
nm -D --undefined-only "$out/libc-shim.so" |
    awk '$2 ~ /^__apus_sys_/ { sub("__apus_sys_", "", $2); print "CALL(" $2 ")" }' > "$out/loader-include/calls.inc"
gcc -O1 -fPIE -static-pie -nostdlib -ffreestanding -fno-builtin -fno-stack-protector -w -nostdinc \
    -isystem "$headers" -I "$here/.." -I "$here/../include" -I "$out/loader-include" -D_GNU_SOURCE \
    -o "$out/loader" "$here/loader.c"
