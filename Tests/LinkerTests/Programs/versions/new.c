/* Two versions later: `song` in three versions, the last the default; `tune` moved; `gone` only for old programs. */
#include <stdio.h>
__asm__(".symver song_1,song@SONG_1\n"
        ".symver song_2,song@SONG_2\n"
        ".symver song_3,song@@SONG_3\n"
        ".symver gone_1,gone@SONG_1\n");
int song_1(void) { return 1; }
int song_2(void) { return 2; }
int song_3(void) { return 3; }
int gone_1(void) { return 100; }
int tune = 30;
__attribute__((symver("both@@SONG_2"))) int both_new(void) { return 22; }
__attribute__((symver("both@SONG_1"))) int both_old(void) { return 11; }
