#!/bin/bash
# Fails when a function of the kernel exists twice: as a stub that traps, in one object, and for real, in another.
#
# Embedded Swift emits a dead-method stub, a strong symbol, for what it thinks unused in one module; where another module has the
# real function as a weak symbol, the linker takes the stub, and the call traps at run time.
# Usage: check-stubs.sh FOLDER-OF-THE-KERNEL'S-BUILD
set -uo pipefail
cd "${1:?usage: check-stubs.sh FOLDER}" || exit 2
shopt -s nullglob
objects=(*.build/*.o)
((${#objects[@]})) || { echo "no objects in $1" >&2; exit 2; }
bad=$(
    for object in "${objects[@]}"; do
        readelf -sW "$object" 2>/dev/null | awk -v object="$object" '
            $8 == "_swift_dead_method_stub" || $8 == "swift_deletedMethodError" { stub[$7 ":" $2] = 1 }
            $4 == "FUNC" && $7 != "UND" { place[$8] = $7 ":" $2; bind[$8] = $5 }
            END { for (name in place) {
                if (bind[name] == "GLOBAL" && place[name] in stub && name !~ /dead_method_stub|deletedMethodError/) print "stub", name
                else if (bind[name] == "WEAK" && !(place[name] in stub)) print "real", name } }'
    done | sort -u | awk '
        { kinds[$2] = kinds[$2] " " $1 }
        END { for (name in kinds) if (kinds[name] ~ /stub/ && kinds[name] ~ /real/) print name }'
)
[[ -z $bad ]] && exit 0
echo "these are linked as stubs that trap:"
printf '%s\n' "$bad" | { swift demangle 2>/dev/null || cat; }
exit 1
