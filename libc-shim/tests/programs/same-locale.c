#include <locale.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <ctype.h>
#include <wchar.h>
#include <wctype.h>
int main(void)
{
    printf("%s %d %s\n", setlocale(LC_ALL, 0), (int)MB_CUR_MAX == 1, nl_langinfo(CODESET));
    printf("%s\n", setlocale(LC_CTYPE, "C.UTF-8"));
    printf("%s %s\n", setlocale(LC_ALL, 0), nl_langinfo(CODESET));
    printf("%s\n", setlocale(LC_ALL, "nonsense") ? "yes" : "no");
    setenv("LC_ALL", "C.UTF-8", 1);
    printf("%s\n", setlocale(LC_ALL, ""));
    wchar_t w[8];
    printf("%zd ", mbstowcs(w, "h\u00e9\u20ac", 8)); printf("%x\n", w[2]);
    printf("%d %d\n", iswalpha(0xe9), towupper(0xe9));
    locale_t l = newlocale(LC_CTYPE_MASK, "C.UTF-8", 0);
    printf("%s %s\n", l->__names[0], l->__names[1]);
    for (int i = -128; i < 256; i++) if (i < -1 || i > 127) continue; else printf("%x,%d,%d ", (*__ctype_b_loc())[i], (*__ctype_tolower_loc())[i], (*__ctype_toupper_loc())[i]);
    for (int i = 0; i < 128; i++) printf("%x ", l->__ctype_b[i]);
    freelocale(l);
    putchar('\n');
    int items[] = {CODESET, RADIXCHAR, THOUSEP, YESEXPR, NOEXPR, CRNCYSTR, D_T_FMT, D_FMT, T_FMT, T_FMT_AMPM, ABDAY_3, MON_5, AM_STR, ERA, _DATE_FMT};
    setlocale(LC_ALL, "C");
    for (int i = 0; i < sizeof items / sizeof *items; i++) printf("[%s]", nl_langinfo(items[i]));
    return 0;
}
