package dev.astra.health;

import dev.astra.launch.ExecResult;
import dev.astra.launch.Exit;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Leftover;
import dev.astra.launch.Running;
import dev.astra.launch.Streams;
import dev.astra.launch.Usage;
import dev.astra.model.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A run that is a process known by its pid; commands run as plain child processes.
record ChildRun(OptionalLong pid) implements Running {
    static ChildRun of(long pid) {
        return new ChildRun(OptionalLong.of(pid));
    }

    static ChildRun thisProcess() {
        return of(ProcessHandle.current().pid());
    }

    @Override
    public Optional<String> container() {
        return Optional.empty();
    }

    @Override
    public CompletableFuture<Exit> exited() {
        return new CompletableFuture<>();
    }

    @Override
    public void signal(Signal signal) {}

    @Override
    public List<Leftover> sweep(Duration grace) {
        return List.of();
    }

    @Override
    public int exec(List<String> command, Streams streams) throws LaunchException, InterruptedException {
        throw new LaunchException("no probe runs a command for a caller");
    }

    @Override
    public ExecResult exec(List<String> command, Duration timeout) throws LaunchException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
                return new ExecResult(new Exit.Signalled("SIGKILL", ""), "", true);
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new ExecResult(new Exit.Code(process.exitValue()), output, false);
        } catch (IOException failure) {
            throw new LaunchException("cannot start " + command.getFirst(), failure);
        }
    }

    @Override
    public Usage usage() {
        return new Usage(Duration.ZERO, 0);
    }
}
