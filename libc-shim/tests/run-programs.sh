#!/bin/sh
# Runs unmodified programs of this machine with libc-shim.so in place of glibc (tests/loader.c)
# and without it, and compares status, output and errors. Programs that are not installed are
# passed over. Usage: libc-shim/tests/run-programs.sh BUILD_DIR
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${1:?usage: run-programs.sh BUILD_DIR}
"$here/../build.sh" "$build"
"$here/build-loader.sh" "$build"
work="$build/programs"
mkdir -p "$work"
export LC_ALL=C.UTF-8
g++ -O1 -std=c++17 -pthread -o "$work/features" "$here/whole/features.cc"

passed=0
failed=0
cd "$here/.."
{ sed '/^#/d;/^ *$/d' "$here/whole/commands.txt"; echo "$work/features"; } > "$work/commands"
while IFS= read -r line; do
    program=$(command -v "${line%% *}" 2>/dev/null) || continue
    case $program in /*) ;; *) program=/usr/bin/${line%% *} ;; esac
    [ -x "$program" ] || continue
    case $line in *' '*) arguments=${line#* } ;; *) arguments= ;; esac
    program=$(readlink -f "$program")
    case $program in */busybox) ;; esac
    head -c4 "$program" | grep -q ELF || continue
    theirs=0
    eval "timeout 30 '$program' $arguments" > "$work/expected" 2> "$work/expected.err" < /dev/null || theirs=$?
    ours=0
    eval "timeout 30 '$build/loader' '$build/libc-shim.so' '$program' $arguments" > "$work/out" 2> "$work/err" < /dev/null || ours=$?
    if [ $ours = $theirs ] && cmp -s "$work/out" "$work/expected" && cmp -s "$work/err" "$work/expected.err"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL (status $ours, expected $theirs): $line"
        { diff "$work/expected" "$work/out"; diff "$work/expected.err" "$work/err"; } | head -${DIFF_LINES:-6}
    fi
done < "$work/commands"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
