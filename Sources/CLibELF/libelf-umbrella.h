// The parts of elfutils' libelf that the host tools read programs with.
#include <elf.h>
#include <gelf.h>
#include <libelf.h>
