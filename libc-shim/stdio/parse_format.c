/* parse_printf_format (printf.h): the types of the arguments that a format takes. */
#include "stdio/format.h"
#include <string.h>

enum { PA_INT, PA_CHAR, PA_WCHAR, PA_STRING, PA_WSTRING, PA_POINTER, PA_FLOAT, PA_DOUBLE };
enum { FLAG_LONG_LONG = 1 << 8, FLAG_LONG = 1 << 9, FLAG_SHORT = 1 << 10, FLAG_POINTER = 1 << 11 };

size_t parse_printf_format(const char *format, size_t count, int *types)
{
    size_t found = 0;
#define ADD(type) do { if (found < count) types[found] = (type); found++; } while (0)
    for (const char *at = strchr(format, '%'); at; at = strchr(at, '%')) {
        struct conversion c;
        at = __apus_parse_conversion(at + 1, &c);
        if (c.star_width)
            ADD(PA_INT);
        if (c.star_precision)
            ADD(PA_INT);
        int size = 0;
        for (int i = 0; i < c.length_count; i++) {
            if (c.length[i] == 'h')
                size = size == FLAG_SHORT ? PA_CHAR : FLAG_SHORT;
            else if (c.length[i] == 'L' || c.length[i] == 'q')
                size = FLAG_LONG_LONG;
            else
                size = size == FLAG_LONG ? FLAG_LONG_LONG : FLAG_LONG;
        }
        switch (c.letter) {
        case 'd': case 'i': case 'o': case 'u': case 'x': case 'X': case 'b': case 'B':
            ADD(PA_INT | size); break;
        case 'c': ADD(size == FLAG_LONG ? PA_WCHAR : PA_CHAR); break;
        case 'C': ADD(PA_WCHAR); break;
        case 's': ADD(size == FLAG_LONG ? PA_WSTRING : PA_STRING); break;
        case 'S': ADD(PA_WSTRING); break;
        case 'p': ADD(PA_POINTER); break;
        case 'n': ADD(PA_INT | FLAG_POINTER | size); break;
        case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case 'a': case 'A':
            ADD(PA_DOUBLE | (size == FLAG_LONG_LONG ? size : 0)); break;
        default: break; /* %%, %m and what is no conversion take nothing */
        }
    }
    return found;
}
