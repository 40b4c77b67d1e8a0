/* drain FIFO...: what can be had at most: reads all of them with epoll, writes to /dev/null, prints the seconds it took. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    static char block[1 << 16];
    int sink = open("/dev/null", O_WRONLY), poll = epoll_create1(EPOLL_CLOEXEC), left = argc - 1;
    double start = now();
    for (int i = 1; i < argc; i++) {
        int fifo = open(argv[i], O_RDONLY);
        if (fifo < 0) return 3;
        struct epoll_event event = {.events = EPOLLIN, .data.fd = fifo};
        epoll_ctl(poll, EPOLL_CTL_ADD, fifo, &event);
    }
    while (left > 0) {
        struct epoll_event ready[64];
        int count = epoll_wait(poll, ready, 64, -1);
        for (int i = 0; i < count; i++) {
            ssize_t got = read(ready[i].data.fd, block, sizeof block);
            if (got > 0 && write(sink, block, got) < 0) return 4;
            if (got <= 0) { close(ready[i].data.fd); left--; }
        }
    }
    printf("%.3f\n", now() - start);
    return 0;
}
