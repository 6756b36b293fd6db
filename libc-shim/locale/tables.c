/* The classification tables of the C and C.UTF-8 locales, computed by the compiler. Bytes
   above 127 belong to no class; the 128 entries before zero serve negative chars and EOF. */
#include "apus/musl.h"
#include "tables.h"
#include <ctype.h>
#include <stdint.h>

#define UPPER(c) ((c) >= 'A' && (c) <= 'Z')
#define LOWER(c) ((c) >= 'a' && (c) <= 'z')
#define ALPHA(c) (UPPER(c) || LOWER(c))
#define DIGIT(c) ((c) >= '0' && (c) <= '9')
#define HEX(c) (DIGIT(c) || ((c) >= 'A' && (c) <= 'F') || ((c) >= 'a' && (c) <= 'f'))
#define SPACE(c) ((c) == ' ' || ((c) >= 9 && (c) <= 13))
#define PRINT(c) ((c) >= 32 && (c) < 127)
#define GRAPH(c) ((c) > 32 && (c) < 127)
#define BLANK(c) ((c) == ' ' || (c) == 9)
#define CONTROL(c) (((c) >= 0 && (c) < 32) || (c) == 127)
#define PUNCT(c) (GRAPH(c) && !ALPHA(c) && !DIGIT(c))

/* glibc numbers the classes from the most significant bit of the first byte. */
#define CLASSES(c) \
    (UPPER(c) << 8 | LOWER(c) << 9 | ALPHA(c) << 10 | DIGIT(c) << 11 | HEX(c) << 12 | \
     SPACE(c) << 13 | PRINT(c) << 14 | GRAPH(c) << 15 | BLANK(c) << 0 | CONTROL(c) << 1 | \
     PUNCT(c) << 2 | (ALPHA(c) || DIGIT(c)) << 3)
#define TO_LOWER(c) (UPPER(c) ? (c) + 32 : (c))
#define TO_UPPER(c) (LOWER(c) ? (c) - 32 : (c))

#define FOUR(f, c) f(c), f((c) + 1), f((c) + 2), f((c) + 3)
#define SIXTEEN(f, c) FOUR(f, c), FOUR(f, (c) + 4), FOUR(f, (c) + 8), FOUR(f, (c) + 12)
#define SIXTY_FOUR(f, c) \
    SIXTEEN(f, c), SIXTEEN(f, (c) + 16), SIXTEEN(f, (c) + 32), SIXTEEN(f, (c) + 48)
#define WHOLE(f) SIXTY_FOUR(f, 0), SIXTY_FOUR(f, 64), SIXTY_FOUR(f, 128), SIXTY_FOUR(f, 192)

/* Negative chars map to themselves taken as unsigned, EOF to itself, as in glibc. */
#define BELOW(c) ((c) == -1 ? -1 : 256 + (c))
#define NEGATIVES SIXTY_FOUR(BELOW, -128), SIXTY_FOUR(BELOW, -64)

const unsigned short __apus_ctype_b[384] HIDDEN = {[128] = WHOLE(CLASSES)};
const int __apus_ctype_lower[384] HIDDEN = {NEGATIVES, WHOLE(TO_LOWER)};
const int __apus_ctype_upper[384] HIDDEN = {NEGATIVES, WHOLE(TO_UPPER)};

/* Each thread may hold its own pointer in glibc; ours never change. */
const unsigned short **__ctype_b_loc(void)
{
    static const unsigned short *table = __apus_ctype_b + 128;
    return &table;
}

const int32_t **__ctype_tolower_loc(void)
{
    static const int32_t *table = __apus_ctype_lower + 128;
    return &table;
}

const int32_t **__ctype_toupper_loc(void)
{
    static const int32_t *table = __apus_ctype_upper + 128;
    return &table;
}

/* The tables by their old names, for binaries that read them as data. */
const unsigned short *__ctype_b = __apus_ctype_b + 128;
const int32_t *__ctype_tolower = __apus_ctype_lower + 128;
const int32_t *__ctype_toupper = __apus_ctype_upper + 128;
