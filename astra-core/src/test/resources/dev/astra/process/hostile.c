/* Processes that do not want to be found, or ended. Each that stays adds its number to the file given.
 * hostile daemon FILE   double fork, own session, no descriptor, no environment
 * hostile respawn FILE  starts a child in a session of its own anew whenever one ends, deaf to SIGTERM, as the child is
 * hostile chain FILE    a child in a session of its own takes over from its parent, again and again */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void note(const char *file) {
    char text[32];
    int fd = open(file, O_WRONLY | O_CREAT | O_APPEND, 0600);
    write(fd, text, snprintf(text, sizeof text, "%d\n", getpid()));
    close(fd);
}

static void detach(void) {
    if (fork()) _exit(0);
    setsid();
    if (fork()) _exit(0);
}

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    if (!strcmp(argv[1], "stay")) {
        for (int fd = 0; fd < 256; fd++) close(fd);
        note(argv[2]);
        for (;;) pause();
    }
    if (!strcmp(argv[1], "daemon")) {
        detach();
        char *none[] = {NULL}, *again[] = {argv[0], "stay", argv[2], NULL};
        execve(argv[0], again, none);
        return 3;
    }
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    detach();
    if (!strcmp(argv[1], "respawn")) {
        note(argv[2]);
        for (;;) {
            if (!fork()) {
                setsid();
                note(argv[2]);
                for (;;) pause();
            }
            wait(NULL);
        }
    }
    note(argv[2]);
    for (;;) {
        if (fork()) _exit(0);
        setsid();
        usleep(atoi(argc > 3 ? argv[3] : "1000"));
    }
}
