# Debian's musl is compiled without unwind tables, so an exception or a cancellation could not pass
# through its functions (a comparison function that throws, a C++ frame around a blocking call).
# This follows the stack pointer through the disassembly of the linked library and writes the
# missing .eh_frame records, as assembly. Input: lines "covered START END" (hexadecimal, sorted) for what
# has records already, then the output of objdump -d.
# Functions that neither call nor trap are left out: nothing is thrown from there.

function hex(text,    value, i) {
    value = 0
    for (i = 1; i <= length(text); i++)
        value = value * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
    return value
}

function number(text) { # 0x28, -0x10 or 8, as objdump prints them
    if (text ~ /^-/) return -number(substr(text, 2))
    return text ~ /^0x/ ? hex(substr(text, 3)) : text + 0
}

# A state: the stack's depth below the CFA ("?" if only rbp knows it), rbp's depth while it is the
# frame pointer, and where rbx, rbp and r12 to r15 are saved, 0 for nowhere.
function after(state, operation, operands,    part, reg, value) {
    split(state, part, " ")
    if (operation == "push") {
        if (part[1] != "?") {
            part[1] += 8
            reg = place[operands]
            if (reg && !part[reg]) part[reg] = part[1]
        }
    } else if (operation == "pop") {
        reg = place[operands]
        if (part[1] != "?") {
            if (reg && part[reg] == part[1]) { part[reg] = 0; if (reg == 4) part[2] = 0 }
            part[1] -= 8
        }
    } else if (operation == "leave") {
        part[1] = part[2] - 8
        part[2] = part[4] = 0
    } else if (operands ~ /,%rsp$/) {
        value = operands
        sub(/,%rsp$/, "", value)
        if (operation == "sub" || operation == "add") {
            if (value ~ /^\$/ && part[1] != "?")
                part[1] += (operation == "sub" ? 1 : -1) * number(substr(value, 2))
            else
                part[1] = "?"
        } else if (operation == "lea" && value ~ /^-?[0-9a-fx]+\(%rsp\)$/) {
            sub(/\(.*/, "", value)
            if (part[1] != "?") part[1] -= number(value)
        } else if (operation == "lea" && value ~ /^-?[0-9a-fx]+\(%rbp\)$/ && part[2]) {
            sub(/\(.*/, "", value)
            part[1] = part[2] - number(value)
        } else if (operation == "mov" && value == "%rbp" && part[2]) {
            part[1] = part[2]
        } else if (operation !~ /^(cmp|test)/) {
            part[1] = "?"
        }
    } else if (operation == "mov" && operands == "%rsp,%rbp" && part[4]) {
        part[2] = part[1]
    }
    return part[1] " " part[2] " " part[3] " " part[4] " " part[5] " " part[6] " " part[7] " " part[8]
}

function reach(at, state) {
    if (at in line && !(at in known)) {
        known[at] = state
        changed = 1
    }
}

function follow(    i, operation, operands, state, target, indirect) {
    do {
        changed = 0
        indirect = ""
        for (i = 1; i <= lines; i++) {
            if (!(address[i] in known)) {
                # Nothing jumps here but a table: as deep as at the jump through it.
                if (indirect == "" || changed) continue
                known[address[i]] = indirect
                changed = 1
            }
            state = known[address[i]]
            operation = opcode[i]
            operands = argument[i]
            if (operation ~ /^(notrack|bnd)$/) { split(operands, word, / +/); operation = word[1]; operands = word[2] }
            if (operation ~ /^j/) {
                if (operands ~ /^\*/) indirect = state
                else { target = operands; sub(/ .*/, "", target); reach(target, state) }
                if (operation ~ /^jmp/) continue
            }
            if (operation ~ /^(ret|hlt|ud2)/ || (operation ~ /^call/ && operands ~ leaves)) continue
            if (i < lines) reach(address[i + 1], after(state, operation, operands))
        }
    } while (changed)
}

function advance(to,    distance) {
    distance = to - here
    if (!distance) return
    if (distance < 64) printf "\t.byte %d\n", 64 + distance
    else if (distance < 256) printf "\t.byte 2, %d\n", distance
    else printf "\t.byte 3\n\t.short %d\n", distance
    here = to
}

function write_record(    i, state, old, new, k, base) {
    printf "\t.long 2f - 1f\n1:\t.long . - 0b\n\t.long __ehdr_start + 0x%s - .\n\t.long %d\n\t.byte 0\n", address[1], end - start
    here = start
    state = "8 0 0 0 0 0 0 0"
    base = "rsp 8"
    for (i = 1; i <= lines; i++) {
        if (!(address[i] in known) || known[address[i]] == state) continue
        split(state, old, " ")
        state = known[address[i]]
        split(state, new, " ")
        if (new[1] == "?" ? !new[2] : new[1] < 8) continue # lost: the last known stays
        cfa = new[1] == "?" ? "rbp " new[2] : "rsp " new[1]
        advance(hex(address[i]))
        if (cfa != base) {
            split(cfa, word, " ")
            printf "\t.byte 0x0c, %d\n\t.uleb128 %d\n", word[1] == "rsp" ? 7 : 6, word[2]
            base = cfa
        }
        for (k = 3; k <= 8; k++)
            if (new[k] != old[k]) {
                if (new[k]) printf "\t.byte %d\n\t.uleb128 %d\n", 128 + dwarf[k], new[k] / 8
                else printf "\t.byte %d\n", 192 + dwarf[k]
            }
    }
    printf "\t.balign 8, 0\n2:\n"
}

function finish(    i) {
    while (range <= ranges && behind[range] <= start) range++
    if (lines && wanted && (range > ranges || first[range] > start)) {
        end = hex(last) + 1
        known[address[1]] = "8 0 0 0 0 0 0 0"
        follow()
        write_record()
    }
    for (i = 1; i <= lines; i++) delete line[address[i]]
    split("", known)
    lines = wanted = 0
}

BEGIN {
    range = 1
    place["%rbx"] = 3; place["%rbp"] = 4; place["%r12"] = 5; place["%r13"] = 6; place["%r14"] = 7; place["%r15"] = 8
    dwarf[3] = 3; dwarf[4] = 6; dwarf[5] = 12; dwarf[6] = 13; dwarf[7] = 14; dwarf[8] = 15
    leaves = "<(__stack_chk_fail|abort|exit|_Exit|longjmp|pthread_exit|__assert_fail|__apus_fail)>"
    print "\t.section .eh_frame,\"a\",@progbits"
    print "0:\t.long 2f - 1f\n1:\t.long 0\n\t.byte 1\n\t.string \"zR\"\n\t.uleb128 1\n\t.sleb128 -8\n\t.uleb128 16"
    print "\t.uleb128 1\n\t.byte 0x1b\n\t.byte 0x0c, 7, 8\n\t.byte 0x90, 1\n\t.balign 8, 0\n2:"
}

$1 == "covered" { ranges++; first[ranges] = hex($2); behind[ranges] = hex($3); next }
/^[0-9a-f]+ <.*>:$/ { finish(); start = hex($1); next }
/^ *[0-9a-f]+:\t/ {
    at = $1
    sub(/:$/, "", at)
    text = $0
    sub(/^[^\t]*\t/, "", text)
    sub(/ +$/, "", text)
    if (text ~ /^(nop|xchg +%ax,%ax|cs nop|data16)/) next
    sub(/^(rep|repz|repnz|lock|addr32|rex\.W) /, "", text)
    lines++
    address[lines] = last = at
    line[at] = lines
    opcode[lines] = text
    sub(/ .*/, "", opcode[lines])
    argument[lines] = text
    if (!sub(/^[^ ]+ +/, "", argument[lines])) argument[lines] = ""
    if (opcode[lines] ~ /^(call|syscall)/) wanted = 1
}
END {
    finish()
    print "\t.section .note.GNU-stack,\"\",@progbits"
}
