// Standard input to standard output, byte for byte; then how many there were, on standard error.
#include <stdio.h>
#include <unistd.h>

int main(void) {
    static char buffer[65536];
    long total = 0, got;
    while ((got = read(0, buffer, sizeof buffer)) > 0) {
        for (long done = 0; done < got;) {
            long written = write(1, buffer + done, got - done);
            if (written <= 0) return 1;
            done += written;
        }
        total += got;
    }
    fprintf(stderr, "%ld bytes\n", total);
    return 0;
}
