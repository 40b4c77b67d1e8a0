package dev.astra.embedded;

import dev.astra.launch.ExecResult;
import dev.astra.launch.Exit;
import dev.astra.launch.Hold;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Leftover;
import dev.astra.launch.Running;
import dev.astra.launch.Streams;
import dev.astra.launch.Usage;
import dev.astra.model.Hook;
import dev.astra.model.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// A run of an embedded store: a process like any other, except that it is asked for its health over its own protocol.
record EmbeddedRunning(Running process, StoreKind kind, Address address, StoreProbe probe) implements Running {
    @Override
    public OptionalLong pid() {
        return process.pid();
    }

    @Override
    public Optional<String> container() {
        return Optional.empty();
    }

    @Override
    public CompletableFuture<Exit> exited() {
        return process.exited();
    }

    @Override
    public void signal(Signal signal) {
        process.signal(signal);
    }

    @Override
    public List<Leftover> sweep(Duration grace) throws InterruptedException {
        return process.sweep(grace);
    }

    @Override
    public ExecResult exec(List<String> command, Duration timeout) throws LaunchException, InterruptedException {
        if (!command.equals(kind.probeCommand())) {
            return process.exec(command, timeout);
        }
        int millis = Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
        Optional<String> problem = process.exited().isDone()
                ? Optional.of("it has ended")
                : probe.problem(millis).or(this::stranger);
        return new ExecResult(new Exit.Code(problem.isEmpty() ? 0 : 1), problem.orElse(""), false);
    }

    @Override
    public ExecResult hook(Hook hook, Duration timeout) throws LaunchException, InterruptedException {
        return process.hook(hook, timeout);
    }

    @Override
    public int exec(List<String> command, Streams streams) throws LaunchException, InterruptedException {
        return process.exec(command, streams);
    }

    @Override
    public Optional<Hold> hold() {
        return process.hold();
    }

    @Override
    public String witness() throws InterruptedException {
        return process.witness();
    }

    @Override
    public Optional<Boolean> listensOn(int port) {
        return process.listensOn(port);
    }

    /// An answer of whoever else holds the port is no health.
    private Optional<String> stranger() {
        return process.listensOn(address.port()).orElse(true)
                ? Optional.empty()
                : Optional.of("port " + address.port() + " answers, but not by this process");
    }

    @Override
    public Usage usage() {
        return process.usage();
    }
}
