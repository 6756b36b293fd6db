/* The texts of name resolution's errors, as glibc words them. */
#include "apus/musl.h"
#include <netdb.h>
#include <stdio.h>

const char *gai_strerror(int error)
{
    switch (error) {
    case -1: return "Bad value for ai_flags";
    case -2: return "Name or service not known";
    case -3: return "Temporary failure in name resolution";
    case -4: return "Non-recoverable failure in name resolution";
    case -5: return "No address associated with hostname";
    case -6: return "ai_family not supported";
    case -7: return "ai_socktype not supported";
    case -8: return "Servname not supported for ai_socktype";
    case -9: return "Address family for hostname not supported";
    case -10: return "Memory allocation failure";
    case -11: return "System error";
    case -100: return "Processing request in progress";
    case -101: return "Request canceled";
    case -102: return "Request not canceled";
    case -103: return "All requests done";
    case -104: return "Interrupted by a signal";
    case -105: return "Parameter string not correctly encoded";
    default: return "Unknown error";
    }
}

const char *hstrerror(int error)
{
    static const char *const texts[] = {
        "Resolver Error 0 (no error)", "Unknown host", "Host name lookup failure",
        "Unknown server error", "No address associated with name",
    };
    if (error < 0)
        return "Resolver internal error";
    return error < (int)(sizeof texts / sizeof *texts) ? texts[error] : "Unknown resolver error";
}

void herror(const char *prefix)
{
    fprintf(stderr, "%s%s%s\n", prefix ? prefix : "", prefix && *prefix ? ": " : "", hstrerror(h_errno));
}
