#include "show.h"
#include <argz.h>
#include <envz.h>
#include <ctype.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>
#include <wctype.h>

/* The functions that take a locale, and a locale for a thread. */
char *conversions(const char *name)
{
    char *end, text[40];
    begin();
    errno = 0;
    locale_t locale = newlocale(LC_ALL_MASK, name, 0);
    pair("made", locale != 0);
    pair("errno", locale ? 0 : errno);
    if (!locale)
        return shown();
    pair("strtol", strtol_l("12x", &end, 10, locale));
    pair_text("end", end);
    pair("strtod", (long)(strtod_l("1.5,2", &end, locale) * 8));
    pair_text("end", end);
    pair("upper", toupper_l('a', locale));
    pair("alpha", isalpha_l(0xe4, locale) != 0);
    pair("wide", iswalpha_l(0xe4, locale) != 0);
    pair("towupper", towupper_l(0xe4, locale));
    pair("coll", strcoll_l("a", "B", locale) > 0);
    pair("case", strcasecmp_l("AB", "ab", locale));
    pair("xfrm", (long)strxfrm_l(text, "abc", sizeof text, locale));
    pair_text("codeset", nl_langinfo_l(CODESET, locale));
    pair_text("error", strerror_l(ENOENT, locale));
    struct tm when = {.tm_year = 100, .tm_mday = 2, .tm_wday = 1};
    pair("strftime", (long)strftime_l(text, sizeof text, "%a %b %x", &when, locale));
    pair_text("", text);
    locale_t before = uselocale(locale);
    pair("global", before == LC_GLOBAL_LOCALE);
    pair("bytes", (long)MB_CUR_MAX);
    pair("same", uselocale(0) == locale);
    locale_t copy = duplocale(locale);
    pair("copy", copy != 0);
    uselocale(LC_GLOBAL_LOCALE);
    freelocale(copy);
    freelocale(locale);
    errno = 0;
    pair("mask", newlocale(1 << 20, "C", 0) != 0);
    pair("errno", errno);
    errno = 0;
    return shown();
}

char *monetary(const char *name)
{
    begin();
    setlocale(LC_ALL, name);
    struct lconv *l = localeconv();
    pair_text("point", l->decimal_point);
    pair_text("thousands", l->thousands_sep);
    pair_text("grouping", l->grouping);
    pair_text("currency", l->currency_symbol);
    pair_text("international", l->int_curr_symbol);
    pair_text("mon_point", l->mon_decimal_point);
    pair_text("plus", l->positive_sign);
    pair_text("minus", l->negative_sign);
    pair("digits", l->frac_digits);
    pair("int", l->int_frac_digits);
    pair("p_cs", l->p_cs_precedes);
    pair("sep", l->n_sep_by_space);
    pair("sign", l->n_sign_posn);
    setlocale(LC_ALL, "C");
    errno = 0;
    return shown();
}

static void show_argz(const char *vector, size_t length)
{
    for (const char *each = 0; (each = argz_next(vector, length, each));)
        pair_text("", each);
    pair("count", (long)argz_count(vector, length));
}

char *argz(const char *text, const char *word, const char *with)
{
    char *vector = 0, room[200];
    size_t length = 0;
    begin();
    pair("create", argz_create_sep(text, ':', &vector, &length));
    show_argz(vector, length);
    pair("add", argz_add(&vector, &length, word));
    pair("add_sep", argz_add_sep(&vector, &length, "x:y", ':'));
    pair("insert", argz_insert(&vector, &length, vector, with));
    unsigned replaced = 0;
    pair("replace", argz_replace(&vector, &length, word, with, &replaced));
    pair("replaced", replaced);
    show_argz(vector, length);
    argz_delete(&vector, &length, vector);
    show_argz(vector, length);
    memcpy(room, vector, length);
    argz_stringify(room, length, '+');
    pair_text("string", length ? room : "");
    free(vector);
    errno = 0;
    return shown();
}

char *envz(const char *text, const char *name)
{
    char *vector = 0;
    size_t length = 0;
    begin();
    argz_create_sep(text, ':', &vector, &length);
    pair_text("entry", envz_entry(vector, length, name));
    pair_text("get", envz_get(vector, length, name));
    pair("add", envz_add(&vector, &length, name, "new"));
    pair_text("get", envz_get(vector, length, name));
    pair("add", envz_add(&vector, &length, "N", 0));
    show_argz(vector, length);
    envz_strip(&vector, &length);
    envz_remove(&vector, &length, name);
    show_argz(vector, length);
    free(vector);
    errno = 0;
    return shown();
}

char *wide_stream(const char *mode, const char *content)
{
    char name[] = "/tmp/differential-wide";
    wchar_t line[40];
    begin();
    FILE *f = fopen(name, "w");
    fwrite(content, 1, strlen(content), f);
    fclose(f);
    f = fopen(name, mode);
    pair("wide", fwide(f, 0));
    errno = 0;
    wint_t c = getwc(f);
    pair("c", (long)c);
    pair("errno", errno);
    pair("wide", fwide(f, -1) > 0);
    pair("back", (long)ungetwc(0x20ac, f));
    pair("c", (long)getwc(f));
    pair("line", fgetws(line, 40, f) != 0);
    pair("eof", feof(f) != 0);
    fseek(f, 0, SEEK_END);
    pair("put", (long)putwc(0xe4, f));
    pair("puts", fputws(L"€uro", f) >= 0);
    pair("print", fwprintf(f, L"%d%ls", 5, L"x"));
    pair("error", ferror(f) != 0);
    pair("close", fclose(f));
    f = fopen(name, "r");
    char all[200] = "";
    all[fread(all, 1, 199, f)] = 0;
    pair_text("all", all);
    fclose(f);
    remove(name);
    errno = 0;
    return shown();
}

char *round_trip(double value)
{
    char text[64];
    begin();
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        pair_text("", text);
        pair("same", strtod(text, 0) == value);
    }
    snprintf(text, sizeof text, "%a", value);
    pair("same", strtod(text, 0) == value);
    errno = 0;
    return shown();
}
