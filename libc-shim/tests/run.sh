#!/bin/sh
# Runs the library's own tests: each file of tests/programs becomes an ordinary dynamic program,
# which is run with libc-shim.so in place of glibc (see loader.c) and must succeed; those named
# same-*.c must also print what they print with glibc.
# Usage: libc-shim/tests/run.sh BUILD_DIR [NAME…]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${1:?usage: run.sh BUILD_DIR [NAME…]}
shift
"$here/../build.sh" "$build"
build=$(cd "$build" && pwd)
"$here/build-loader.sh" "$build"
work="$build/tests"
mkdir -p "$work"

# Output and errors in one file, but not mixed: the order of writes to both is not the point.
run() {
    file=$1
    shift
    status=0
    timeout 60 "$@" > "$file" 2> "$file.err" < /dev/null || status=$?
    { echo; echo "-- standard error, status $status:"; cat "$file.err"; } >> "$file"
    return $status
}

passed=0
failed=0
cd "$work"
for source in "$here"/programs/*.c "$here"/programs/*.cc; do
    name=$(basename "${source%.*}")
    if [ $# -gt 0 ]; then case " $* " in *" $name "*) ;; *) continue ;; esac; fi
    case $source in *.cc) compiler=g++ ;; *) compiler=gcc ;; esac
    if ! $compiler -O1 -w -D_GNU_SOURCE -pthread -o "./$name" "$source" -lm; then
        echo "FAIL $name (does not build)"
        failed=$((failed + 1))
        continue
    fi
    ours=0
    run "$name.out" "$build/loader" "$build/libc-shim.so" "./$name" one two || ours=$?
    case $name in
    same-*)
        run "$name.expected" "./$name" one two || true
        # Two programs that hang look alike.
        if [ $ours != 124 ] && cmp -s "$name.out" "$name.expected"; then
            passed=$((passed + 1))
        else
            echo "FAIL $name"
            diff "$name.expected" "$name.out" | head -"${DIFF_LINES:-20}"
            failed=$((failed + 1))
        fi ;;
    *)
        if [ $ours = 0 ]; then
            passed=$((passed + 1))
        else
            echo "FAIL $name"
            tail -5 "$name.out"
            failed=$((failed + 1))
        fi ;;
    esac
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
