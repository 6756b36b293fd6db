// The disassembler that the coverage report reads machine code with.
#include <capstone/capstone.h>
