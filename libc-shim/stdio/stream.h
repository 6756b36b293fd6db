/* Shared by the files that make streams. */
#ifndef APUS_STREAM_H
#define APUS_STREAM_H
#include "apus/musl.h"

enum { UNGET = 8, STREAM_BUFFER = 4096 };

size_t __stdio_read(struct apus_file *, unsigned char *, size_t) HIDDEN;
size_t __stdio_write(struct apus_file *, const unsigned char *, size_t) HIDDEN;
size_t __stdout_write(struct apus_file *, const unsigned char *, size_t) HIDDEN;
off_t __stdio_seek(struct apus_file *, off_t, int) HIDDEN;
int __stdio_close(struct apus_file *) HIDDEN;
#endif
