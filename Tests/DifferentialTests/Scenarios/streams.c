#include "show.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* scanf with conversions of every kind of target. */
char *scanned(const char *text, const char *format)
{
    char a[128], b[128];
    begin();
    memset(a, '#', sizeof a);
    memset(b, '#', sizeof b);
    a[127] = b[127] = 0;
    errno = 0;
    int count = sscanf(text, format, a, b);
    pair("count", count);
    pair("errno", errno);
    for (int i = 0; i < 24; i++)
        pair("", (unsigned char)a[i]);
    for (int i = 0; i < 24; i++)
        pair("", (unsigned char)b[i]);
    errno = 0;
    return shown();
}

char *scanned_allocated(const char *text, const char *format)
{
    char *a = 0, *b = 0;
    begin();
    int count = sscanf(text, format, &a, &b);
    pair("count", count);
    pair_text("a", count > 0 ? a : 0);
    pair_text("b", count > 1 ? b : 0);
    return shown();
}

static void state(FILE *f)
{
    pair("tell", ftell(f));
    pair("eof", feof(f) != 0);
    pair("error", ferror(f) != 0);
}

/* A stream over memory, opened in this mode, written, read, moved. */
char *memory_stream(const char *mode, size_t size)
{
    char room[64] = "initial text";
    begin();
    errno = 0;
    FILE *f = fmemopen(room, size, mode);
    if (!f) {
        pair("errno", errno);
        errno = 0;
        return shown();
    }
    state(f);
    pair("puts", fputs("hello", f));
    pair("flush", fflush(f));
    state(f);
    pair("seek", fseek(f, 2, SEEK_SET));
    char line[32] = "";
    pair("got", fgets(line, sizeof line, f) != 0);
    pair_text("line", line);
    state(f);
    pair("seek", fseek(f, 100, SEEK_SET));
    pair("end", fseek(f, 0, SEEK_END));
    state(f);
    pair("close", fclose(f));
    for (size_t i = 0; i < 16; i++)
        pair("", room[i]);
    errno = 0;
    return shown();
}

char *growing_stream(const char *first, const char *second, long position)
{
    char *text = 0;
    size_t size = 0;
    begin();
    FILE *f = open_memstream(&text, &size);
    fputs(first, f);
    fflush(f);
    pair_text("text", text);
    pair("size", (long)size);
    pair("seek", fseek(f, position, SEEK_SET));
    fputs(second, f);
    fflush(f);
    pair("size", (long)size);
    pair_text("text", text);
    fclose(f);
    free(text);
    errno = 0;
    return shown();
}

/* A file: lines, pushed back characters, modes. */
char *file_stream(const char *mode, const char *content)
{
    char name[] = "/tmp/differential-stream", *line = 0;
    size_t room = 0;
    begin();
    FILE *f = fopen(name, "w");
    pair("written", (long)fwrite(content, 1, strlen(content), f));
    fclose(f);
    errno = 0;
    f = fopen(name, mode);
    if (!f) {
        pair("errno", errno);
        errno = 0;
        return remove(name), shown();
    }
    state(f);
    pair("c", getc(f));
    pair("back", ungetc('Z', f));
    state(f);
    pair("c", getc(f));
    for (int i = 0; i < 4; i++) {
        errno = 0;
        long got = getline(&line, &room, f);
        pair("line", got);
        pair("errno", errno);
        if (got < 0)
            break;
        pair_text("", line);
    }
    state(f);
    rewind(f);
    pair("delimited", getdelim(&line, &room, ',', f));
    fseek(f, 0, SEEK_CUR);
    pair("put", fputc('!', f));
    pair("flush", fflush(f));
    state(f);
    clearerr(f);
    pair("past", fseek(f, -100, SEEK_CUR));
    pair("errno", errno);
    pair("close", fclose(f));
    f = fopen(name, "r");
    char all[256] = "";
    all[fread(all, 1, 255, f)] = 0;
    pair_text("all", all);
    fclose(f);
    free(line);
    remove(name);
    errno = 0;
    return shown();
}

char *opened(const char *name, const char *mode)
{
    begin();
    errno = 0;
    FILE *f = fopen(name, mode);
    pair("open", f != 0);
    pair("errno", errno);
    if (f)
        fclose(f);
    errno = 0;
    return shown();
}

char *positional(const char *format)
{
    static char room[256];
    begin();
    int count = snprintf(room, sizeof room, format, 1, "two", 3.5, 4L, (int)'5');
    pair("count", count);
    pair_text("text", count < 0 ? 0 : room);
    errno = 0;
    return shown();
}

char *allocated(const char *format, const char *text, int number)
{
    char *made = 0;
    begin();
    pair("count", asprintf(&made, format, text, number));
    pair_text("made", made);
    free(made);
    return shown();
}
