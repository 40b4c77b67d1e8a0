package dev.astra.process;

import dev.astra.process.posix.Pipe;
import dev.astra.process.posix.PosixException;
import dev.astra.process.posix.ProcessDescriptor;
import dev.astra.process.posix.Spawn;
import dev.astra.process.posix.Stream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A shell in a session of its own that ends what this life of Astra has started, should Astra die without doing it. It holds the
/// reading end of a pipe whose writing end Astra alone has: the end of the pipe is the end of Astra, however it came.
///
/// It is never signalled, so that it does not matter who has its number by now. Should it be killed, another takes its place.
final class Guardian implements Closeable {
    private static final Path SHELL = Path.of("/bin/sh");
    private static final int MOST_DEATHS = 10;

    private final Instance instance;
    private final Spawner spawner;
    private final Drain drain;
    private final Object lock = new Object();
    private Pipe pipe;
    private int deaths;
    private boolean closed;

    /// @throws PosixException when it can't be started
    Guardian(Instance instance, Spawner spawner, Drain drain) throws PosixException {
        this.instance = instance;
        this.spawner = spawner;
        this.drain = drain;
        this.pipe = start();
    }

    /// Tells it that there is nothing left to guard.
    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            try {
                pipe.writer().write("leave\n");
            } catch (PosixException gone) {
                return; // it has left already
            } finally {
                pipe.close();
            }
        }
    }

    private Pipe start() throws PosixException {
        Pipe fresh = Pipe.open();
        int pid;
        try {
            List<String> command = List.of("sh", "-c", script(), "astra-guardian", instance.token(),
                    Long.toString(instance.prefix()));
            List<String> environment = List.of("PATH=/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL=C");
            List<Stream> streams = List.of(new Stream.Open(fresh.reader()), new Stream.Nothing(), new Stream.Nothing());
            pid = spawner.start(new Spawn(SHELL, command, environment, Path.of("/"), streams), 0);
        } catch (PosixException failed) {
            fresh.close();
            throw failed;
        }
        fresh.reader().close();
        ProcessDescriptor handle = ProcessDescriptor.open(pid)
                .orElseThrow(() -> new IllegalStateException("a child that nobody has reaped is gone"));
        drain.add(new ExitWatch(handle, _ -> {
            spawner.reap(pid);
            Thread.startVirtualThread(this::replace);
        }));
        return fresh;
    }

    private void replace() {
        synchronized (lock) {
            if (closed || ++deaths > MOST_DEATHS) {
                return;
            }
            pipe.close();
            try {
                pipe = start();
            } catch (PosixException impossible) {
                closed = true; // a crash from now on is left to the recovery at the next start
            }
        }
    }

    private static String script() {
        try (InputStream in = Guardian.class.getResourceAsStream("guardian.sh")) {
            if (in == null) {
                throw new IllegalStateException("guardian.sh is missing beside " + Guardian.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
