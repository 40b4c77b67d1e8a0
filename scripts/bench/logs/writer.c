/* writer ID MB [STARTED]: writes MB * 10^6 bytes of 100-byte lines to standard output, 64 kB at a time. With STARTED it makes that file
 * first, whose time says when the first writer began, and waits for a signal at the end.
 * A line: "W<id:2> <sequence:9> ", the letter 'a' + id 85 times, a newline. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE = 100, LINES = 640 };

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    int id = atoi(argv[1]);
    long count = atol(argv[2]) * 1000000 / LINE, next = 0;
    static char block[LINE * LINES + 1];
    if (argc > 3) close(open(argv[3], O_CREAT | O_EXCL | O_WRONLY, 0600));
    while (next < count) {
        int n = 0;
        for (; n < LINES && next < count; n++, next++) {
            char *line = block + n * LINE;
            sprintf(line, "W%02d %09ld ", id, next);
            memset(line + 14, 'a' + id, LINE - 15);
            line[LINE - 1] = '\n';
        }
        for (long at = 0, end = (long)n * LINE; at < end;) {
            ssize_t written = write(1, block + at, end - at);
            if (written < 0) return 5;
            at += written;
        }
    }
    if (argc > 3) pause();
    return 0;
}
