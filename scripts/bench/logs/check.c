/* check WRITERS LINES < OUTPUT: looks at every line "w<id:2> | W<id:2> <sequence:9> <85 letters>" that the writers' output became.
 * Prints how many are wrong: torn, out of order, behind another's name or twice; and how many are missing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    int writers = atoi(argv[1]);
    long lines = atol(argv[2]), wrong = 0, missing = 0, *next = calloc(writers, sizeof *next);
    char *line = NULL, expected[128];
    size_t room = 0;
    for (ssize_t length; (length = getline(&line, &room, stdin)) > 0;) {
        int id = length > 3 && line[0] == 'w' ? atoi(line + 1) : -1;
        if (id < 0 || id >= writers) { wrong++; continue; }
        int head = sprintf(expected, "w%02d | W%02d %09ld ", id, id, next[id]);
        memset(expected + head, 'a' + id, 85);
        expected[head + 85] = '\n';
        if (length != head + 86 || memcmp(line, expected, length)) wrong++;
        else next[id]++;
    }
    for (int i = 0; i < writers; i++) missing += lines - next[i];
    printf("%ld wrong, %ld missing\n", wrong, missing);
    return wrong || missing;
}
