# Counts test cases by family, from the events of Swift Testing: kind, test, case, whether an issue was expected; tabs between.
# Writes family, passed, failed, 0. Tests that count what they compare themselves (Tally) are left out here.

function family(test, module) {
    module = test
    sub(/\..*/, "", module)
    if (test ~ /theGuestsLibraryAnswersAsGlibcDoes|callsReturnWhatLinuxReturns|theGuestPrintsWhatTheHostPrints\(name/) return ""
    if (module == "DifferentialTests") return "libc: rows are confined"
    if (module == "SystemCallTests") return "system calls: programs for all"
    if (module == "LinkerTests") {
        test = tolower(test)
        if (test ~ /preloaded/) return "linker: preload"
        if (test ~ /searched/) return "linker: search"
        if (test ~ /threads/) return "linker: threads"
        if (test ~ /lazy/) return "linker: lazy binding"
        if (test ~ /missing/) return "linker: missing symbols"
        if (test ~ /damaged/) return "linker: damaged libraries"
        if (test ~ /large/) return "linker: large libraries"
        return "linker: other"
    }
    if (module == "ProgramTests") {
        if (test ~ /DebianProgramTests/) return "programs: Debian"
        if (test ~ /ForeignProgramTests/) return "programs: own C library"
        return "programs: compiled"
    }
    if (module == "ThreadTests") return test ~ /HostSignal/ ? "threads: signals from the host" : "threads and signals"
    if (module == "CoverageTests") return test ~ /Strace/ ? "coverage: against strace" : "coverage"
    if (module == "CallingTests") return "apus call"
    if (module == "LauncherTests") return "apus run"
    sub(/Tests$/, "", module)
    return "units: " module
}

function count(test, is_bad, name) {
    name = family(test)
    if (name == "") return
    known[name] = 1
    if (is_bad) failed[name]++
    else passed[name]++
}

$1 == "testStarted" && $2 ~ /\/.*:[0-9]+:[0-9]+$/ { running[$2] = 1 }
$1 == "testEnded" || $1 == "testSkipped" { delete running[$2] }
$1 == "issueRecorded" && $4 == "false" { bad[$2, $3] = 1; issues[$2] = 1 }
# A test without arguments has no cases.
$1 == "testCaseEnded" { count($2, ($2, $3) in bad) }
$1 == "testEnded" && $2 ~ /\(\)\/[^\/]*:[0-9]+:[0-9]+$/ && !has_cases[$2] { count($2, $2 in issues) }
$1 == "testCaseEnded" { has_cases[$2] = 1 }
END {
    # Tests that were running when the process died.
    for (test in running) {
        name = family(test)
        if (name == "") name = "tests that did not end"
        known[name] = 1
        failed[name]++
    }
    for (name in known) printf "%s\t%d\t%d\t0\n", name, passed[name], failed[name]
}
