package dev.astra.process;

import dev.astra.log.StandardStream;
import dev.astra.process.posix.Descriptor;
import dev.astra.process.posix.InputBuffer;
import dev.astra.process.posix.Pipe;
import dev.astra.process.posix.PosixException;
import dev.astra.process.posix.PseudoTerminal;
import dev.astra.process.posix.Stream;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// What connects a process's standard streams with the drain. Made for one start, by one thread; then read by the drain's.
final class Outputs implements Closeable {
    /// A pipe's usual 64 KiB make a flat-out writer wait for the drain twice as often.
    private static final int PIPE_SIZE = 256 << 10;

    private final List<Stream> streams = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<Descriptor> childsOwn = new ArrayList<>();
    private final List<Long> tokens = new ArrayList<>();

    private final AtomicLong taken = new AtomicLong();

    private boolean connected;

    private Outputs() {}

    /// Nothing to read on stdin, a pipe each for stdout and stderr.
    static Outputs pipes(Sink target) throws PosixException {
        Outputs made = new Outputs();
        Sink sink = made.counting(target);
        made.streams.add(new Stream.Nothing());
        try {
            for (StandardStream each : StandardStream.values()) {
                Pipe pipe = Pipe.open();
                made.childsOwn.add(pipe.writer());
                made.outputs.add(new Output(pipe.reader(), each, sink));
                made.streams.add(new Stream.Open(pipe.writer()));
                pipe.reader().neverWait();
                pipe.widen(PIPE_SIZE);
            }
            return made;
        } catch (PosixException failed) {
            made.close();
            throw failed;
        }
    }

    /// One terminal for all three; what comes out of it counts as stdout.
    static Outputs terminal(Sink target) throws PosixException {
        PseudoTerminal terminal = PseudoTerminal.open();
        Outputs made = new Outputs();
        Sink sink = made.counting(target);
        made.outputs.add(new Output(terminal.reader(), StandardStream.STDOUT, sink));
        made.streams.addAll(List.of(new Stream.Terminal(terminal.path()), new Stream.Terminal(terminal.path()),
                new Stream.Terminal(terminal.path())));
        try {
            terminal.reader().neverWait();
            return made;
        } catch (PosixException failed) {
            made.close();
            throw failed;
        }
    }

    private Sink counting(Sink target) {
        return (stream, bytes) -> {
            taken.getAndAdd(bytes.remaining());
            target.take(stream, bytes);
        };
    }

    /// How many bytes have come out of it so far. For any thread.
    long taken() {
        return taken.get();
    }

    List<Stream> streams() {
        return streams;
    }

    /// The process has been started: from now on the drain reads.
    void connect(Drain drain) throws PosixException {
        childsOwn.forEach(Descriptor::close);
        connected = true;
        for (Output each : outputs) {
            tokens.add(drain.add(each));
        }
    }

    /// Takes what is there at this moment. By the drain's thread.
    void takePresent(InputBuffer buffer) {
        outputs.forEach(each -> each.takePresent(buffer));
    }

    /// Takes what is there and stops reading. By the drain's thread.
    void finish(Drain drain, InputBuffer buffer) {
        takePresent(buffer);
        tokens.forEach(drain::drop);
    }

    /// Closes all, unless the drain has it.
    @Override
    public void close() {
        if (connected) {
            return;
        }
        childsOwn.forEach(Descriptor::close);
        outputs.forEach(each -> each.descriptor().close());
    }
}
