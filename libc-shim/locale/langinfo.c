/* nl_langinfo: the items have glibc's numbers in musl too; some values differ. */
#include "locale/locale.h"
#include <langinfo.h>

extern char *__musl_nl_langinfo_l(nl_item, struct __locale_struct *) HIDDEN;

/* glibc's own items, that its date(1) and calendars ask for. */
enum { DATE_FMT = 0x2006c, WEEK_NDAYS = 0x20064, WEEK_1STDAY = 0x20065, WEEK_1STWEEK = 0x20066,
       FIRST_WEEKDAY = 0x20067 };

char *nl_langinfo_l(nl_item item, struct __locale_struct *locale)
{
    switch (item) {
    case CODESET: return locale->category[0] ? (char *)"UTF-8" : (char *)"ANSI_X3.4-1968";
    case CRNCYSTR: return (char *)"-";
    case D_T_FMT: return (char *)"%a %b %e %H:%M:%S %Y";
    case YESEXPR: return (char *)"^[yY]";
    case NOEXPR: return (char *)"^[nN]";
    case 0x50002: case 0x50003: return (char *)""; /* YESSTR, NOSTR */
    case ERA: case ERA_D_FMT: case ALT_DIGITS: case ERA_D_T_FMT: case ERA_T_FMT: return (char *)"";
    case DATE_FMT: return (char *)"%a %b %e %H:%M:%S %Z %Y";
    case WEEK_NDAYS: return (char *)"\7";
    case WEEK_1STDAY: return (char *)19971130l; /* a number, not a text */
    case WEEK_1STWEEK: return (char *)"\4";
    case FIRST_WEEKDAY: return (char *)"\1";
    default: return __musl_nl_langinfo_l(item, locale);
    }
}

char *nl_langinfo(nl_item item)
{
    return nl_langinfo_l(item, apus_self()->locale);
}

char *__nl_langinfo_l(nl_item, struct __locale_struct *) ALIAS(nl_langinfo_l);
char *__nl_langinfo(nl_item) ALIAS(nl_langinfo);
