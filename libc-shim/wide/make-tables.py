#!/usr/bin/python3
# Writes tables.inc: the classes, cases and widths of Unicode 14 as glibc 2.36 defines them, asked of the C library that
# runs this (Debian 12's). Usage: make-tables.py > tables.inc
import ctypes

libc = ctypes.CDLL("libc.so.6")
libc.setlocale(6, b"C.UTF-8")
LAST = 0x110000


def ranges(members):
    """(first, last, step): members one apart, or two."""
    result = []
    for c in members:
        if result and c - result[-1][1] in (1, 2):
            first, last, step = result[-1]
            if (c - last == step or first == last) and c - first < 0x10000:
                result[-1] = (first, c, c - last)
                continue
        result.append((c, c, 1))
    # Two that happen to be two apart are no run.
    split = []
    for first, last, step in result:
        split += [(first, first, 1), (last, last, 1)] if step == 2 and last - first == 2 else [(first, last, step)]
    return split


def write(name, members):
    print(f"static const struct range {name}[] = {{")
    cells = [f"{{{first:#x}, {last - first:#x}, {step}}}," for first, last, step in ranges(members)]
    for at in range(0, len(cells), 6):
        print("    " + " ".join(cells[at : at + 6]))
    print("};")


def members(function):
    return [c for c in range(128, LAST) if function(c)]


print("/* Written by make-tables.py. */")
# A span has 16 bits: planes that are all of one kind are in pieces.
for name in ["alpha", "lower", "upper", "punct", "cntrl"]:
    write(name, members(getattr(libc, "isw" + name)))
write("narrow", members(lambda c: libc.wcwidth(c) == 0))
write("broad", members(lambda c: libc.wcwidth(c) == 2))
for name in ["toupper", "tolower"]:
    function = getattr(libc, name[:2] + "w" + name[2:])
    runs = []
    for c in range(128, LAST):
        delta = function(c) - c
        if not delta:
            continue
        if runs and runs[-1][3] == delta and c - runs[-1][1] in (1, 2):
            first, last, step, _ = runs[-1]
            if c - last == step or first == last:
                runs[-1] = (first, c, c - last, delta)
                continue
        runs.append((c, c, 1, delta))
    print(f"static const struct mapping {name}_map[] = {{")
    cells = [f"{{{f:#x}, {l - f:#x}, {s}, {d}}}," for f, l, s, d in runs]
    for at in range(0, len(cells), 5):
        print("    " + " ".join(cells[at : at + 5]))
    print("};")
