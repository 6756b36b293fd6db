/* The standard streams. Their buffers are as large as glibc's, so that output is cut into the
   same pieces; standard error has none. */
#include "stdio/stream.h"

static unsigned char in_buffer[UNGET + STREAM_BUFFER], out_buffer[UNGET + STREAM_BUFFER];
static unsigned char error_buffer[UNGET];

HIDDEN struct apus_file __stdin_FILE = {
    .buf = in_buffer + UNGET, .buf_size = STREAM_BUFFER, .fd = 0,
    .flags = FILE_PERMANENT | FILE_NO_WRITE, .read = __stdio_read, .seek = __stdio_seek,
    .close = __stdio_close, .lock = -1,
};
HIDDEN struct apus_file __stdout_FILE = {
    .buf = out_buffer + UNGET, .buf_size = STREAM_BUFFER, .fd = 1,
    .flags = FILE_PERMANENT | FILE_NO_READ, .line_buffered = '\n', .write = __stdout_write,
    .seek = __stdio_seek, .close = __stdio_close, .lock = -1,
};
HIDDEN struct apus_file __stderr_FILE = {
    .buf = error_buffer + UNGET, .buf_size = 0, .fd = 2, .flags = FILE_PERMANENT | FILE_NO_READ,
    .line_buffered = -1, .write = __stdio_write, .seek = __stdio_seek, .close = __stdio_close,
    .lock = -1,
};

struct apus_file *stdin = &__stdin_FILE;
struct apus_file *stdout = &__stdout_FILE;
struct apus_file *stderr = &__stderr_FILE;

/* Read by musl at exit, to flush what may have been written to. */
HIDDEN struct apus_file *volatile __stdin_used = &__stdin_FILE;
HIDDEN struct apus_file *volatile __stdout_used = &__stdout_FILE;
HIDDEN struct apus_file *volatile __stderr_used = &__stderr_FILE;
