/* iconv, over musl's converters: glibc's names of character sets, its suffixes //TRANSLIT and
   //IGNORE, and its refusal (EILSEQ) to convert what the target cannot hold, where musl writes
   an asterisk. */
#include "apus/musl.h"
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

extern iconv_t __musl_iconv_open(const char *, const char *) HIDDEN;
extern size_t __musl_iconv(iconv_t, char **restrict, size_t *restrict, char **restrict,
                           size_t *restrict) HIDDEN;
extern int __musl_iconv_close(iconv_t) HIDDEN;

struct converter {
    iconv_t inner;
    int translit, ignore;
    /* UTF-16 and UTF-32 begin with a mark of the byte order: still to be written, still to be looked at (2, 4 bytes). */
    int mark_due, look_due;
    char to[64];
};

/* UTF-16 and UTF-32 stand for this machine's order of bytes where nothing else is said. */
static int with_mark(char *name)
{
    int size = !strcasecmp(name, "UTF-16") || !strcasecmp(name, "UTF16") ? 2
               : !strcasecmp(name, "UTF-32") || !strcasecmp(name, "UTF32") ? 4 : 0;
    if (size)
        strcpy(name, size == 2 ? "UTF-16LE" : "UTF-32LE");
    return size;
}

/* The source's mark, if it has one; another order of bytes needs another converter of musl's. */
static int look(struct converter *converter, char **in, size_t *left)
{
    static const char marks[2][2][4] = {{"\xff\xfe", "\xfe\xff"}, {"\xff\xfe\0", "\0\0\xfe\xff"}};
    int size = converter->look_due;
    if (*left < (size_t)size) {
        errno = EINVAL;
        return -1;
    }
    converter->look_due = 0;
    for (int big = 0; big < 2; big++) {
        if (memcmp(*in, marks[size == 4][big], (size_t)size))
            continue;
        *in += size;
        *left -= (size_t)size;
        if (big) {
            __musl_iconv_close(converter->inner);
            converter->inner = __musl_iconv_open(converter->to, size == 2 ? "UTF-16BE" : "UTF-32BE");
        }
        break;
    }
    return 0;
}

static int write_mark(struct converter *converter, char **out, size_t *left)
{
    static const char mark[4] = "\xff\xfe\0";
    size_t size = (size_t)converter->mark_due;
    if (*left < size) {
        errno = E2BIG;
        return -1;
    }
    *out = mempcpy(*out, mark, size);
    *left -= size;
    converter->mark_due = 0;
    return 0;
}

/* A name without its suffixes, and under musl's spelling. */
static int plain_name(const char *name, char *out, size_t size, struct converter *options)
{
    static const char *const aliases[][2] = {
        {"ANSI_X3.4-1968", "ASCII"}, {"646", "ASCII"}, {"ISO_646.IRV:1991", "ASCII"},
        {"ISO-10646/UTF-8", "UTF-8"}, {"ISO-10646/UTF8", "UTF-8"}, {"LATIN1", "ISO-8859-1"},
        {"L1", "ISO-8859-1"}, {"ISO8859-1", "ISO-8859-1"}, {"ISO_8859-1", "ISO-8859-1"},
        {"ISO8859-15", "ISO-8859-15"}, {"UNICODELITTLE", "UCS-2LE"}, {"UNICODEBIG", "UCS-2BE"},
        {"INTERNAL", "WCHAR_T"}, {"CP65001", "UTF-8"},
    };
    size_t length = strlen(name);
    const char *suffix = strstr(name, "//");
    if (suffix) {
        length = (size_t)(suffix - name);
        options->translit = strcasestr(suffix, "TRANSLIT") != 0;
        options->ignore = strcasestr(suffix, "IGNORE") != 0;
    }
    if (length >= size)
        return 0;
    memcpy(out, name, length);
    out[length] = 0;
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (!strcasecmp(out, aliases[i][0]))
            strcpy(out, aliases[i][1]);
    if (!*out) /* the locale's own */
        strcpy(out, apus_self()->locale->category[0] ? "UTF-8" : "ASCII");
    return 1;
}

iconv_t iconv_open(const char *to, const char *from)
{
    struct converter options = {0}, unused = {0};
    char to_name[64], from_name[64];
    if (!plain_name(to, to_name, sizeof to_name, &options) ||
        !plain_name(from, from_name, sizeof from_name, &unused)) {
        errno = EINVAL;
        return (iconv_t)-1;
    }
    options.mark_due = with_mark(to_name);
    options.look_due = with_mark(from_name);
    strcpy(options.to, to_name);
    options.inner = __musl_iconv_open(to_name, from_name);
    if (options.inner == (iconv_t)-1)
        return (iconv_t)-1;
    struct converter *converter = malloc(sizeof *converter);
    if (!converter) {
        __musl_iconv_close(options.inner);
        return (iconv_t)-1;
    }
    *converter = options;
    return (iconv_t)converter;
}

int iconv_close(iconv_t handle)
{
    struct converter *converter = (struct converter *)handle;
    int result = __musl_iconv_close(converter->inner);
    free(converter);
    return result;
}

/* Up to and including the first character that the target lacks: one at a time. */
static size_t one_by_one(struct converter *converter, char **in, size_t *in_left, char **out,
                         size_t *out_left)
{
    size_t replaced = 0;
    int skipped = 0, before = errno;
    while (*in_left) {
        char *in_before = *in, *out_before = *out;
        size_t out_room = *out_left, result = (size_t)-1;
        for (size_t count = 1; count <= *in_left && count <= 8; count++) {
            size_t part = count;
            result = __musl_iconv(converter->inner, in, &part, out, out_left);
            if (*in != in_before || (result == (size_t)-1 && errno != EINVAL))
                break;
        }
        if (*in == in_before) {
            if (!converter->ignore || errno != EILSEQ)
                return (size_t)-1;
            /* What is wrong in the source is passed over, and told at the end. */
            ++*in;
            --*in_left;
            skipped = 1;
            continue;
        }
        *in_left -= (size_t)(*in - in_before);
        if (result == (size_t)-1)
            return result;
        if (!result)
            continue;
        if (converter->translit) {
            if (*out != out_before)
                (*out)[-1] = '?';
            replaced++;
            continue;
        }
        *out = out_before;
        *out_left = out_room;
        if (!converter->ignore) {
            *in_left += (size_t)(*in - in_before);
            *in = in_before;
            errno = EILSEQ;
            return (size_t)-1;
        }
        skipped = 1;
    }
    errno = skipped ? EILSEQ : before;
    return skipped ? (size_t)-1 : replaced;
}

size_t iconv(iconv_t handle, char **restrict in, size_t *restrict in_left, char **restrict out,
             size_t *restrict out_left)
{
    struct converter *converter = (struct converter *)handle;
    if (!in || !*in)
        return __musl_iconv(converter->inner, in, in_left, out, out_left);
    if (converter->look_due && *in_left && look(converter, in, in_left) < 0)
        return (size_t)-1;
    int mark = *in_left ? converter->mark_due : 0;
    if (mark && write_mark(converter, out, out_left) < 0)
        return (size_t)-1;
    char *in_before = *in, *out_before = *out;
    size_t in_count = *in_left, out_count = *out_left;
    int before = errno;
    size_t result = __musl_iconv(converter->inner, in, in_left, out, out_left);
    if (mark && *in == in_before && result == (size_t)-1 && errno == EINVAL) {
        /* The mark comes with the first character. */
        *out -= mark;
        *out_left += (size_t)mark;
        converter->mark_due = mark;
        return result;
    }
    /* An error may hide that something before it had no place in the target; Unicode has one for all. */
    int is_unicode = !strncasecmp(converter->to, "UTF", 3) || !strncasecmp(converter->to, "UCS", 3) || !strcasecmp(converter->to, "WCHAR_T");
    if (result == 0 || (result == (size_t)-1 && ((is_unicode || *in == in_before) && !converter->ignore)))
        return result;
    *in = in_before;
    *out = out_before;
    *in_left = in_count;
    *out_left = out_count;
    errno = before;
    return one_by_one(converter, in, in_left, out, out_left);
}
