package dev.astra.process;

import dev.astra.launch.LaunchException;
import dev.astra.launch.Streams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A command in the surroundings of a run, connected with a caller. It is no part of the run, and nothing of it goes into a log, so the
/// JDK starts it: its streams may wait, which the drain may not.
final class Connected {
    private final StartPlan plan;
    private final Streams streams;

    Connected(StartPlan plan, Streams streams) {
        this.plan = plan;
        this.streams = streams;
    }

    /// Runs it to the end of its output. When this thread is interrupted, or nobody reads what it writes, it is killed with all that it
    /// started.
    int run(List<String> command) throws LaunchException, InterruptedException {
        Process process = start(command);
        List<Thread> copies = new ArrayList<>();
        try {
            streams.in().ifPresent(in -> Thread.ofPlatform().daemon().name("exec").start(() -> feed(in, process)));
            copies.add(copy(process, process.getInputStream(), streams.out()));
            copies.add(copy(process, process.getErrorStream(), streams.error()));
            int code = process.waitFor();
            for (Thread each : copies) {
                each.join();
            }
            return code;
        } catch (InterruptedException gone) {
            kill(process);
            throw gone;
        }
    }

    private Process start(List<String> command) throws LaunchException {
        Path program = ProgramLookup.find(command.getFirst(), plan.environment(), plan.folder());
        List<String> words = new ArrayList<>(command);
        words.set(0, program.toString());
        ProcessBuilder builder = new ProcessBuilder(words).directory(plan.folder().toFile());
        builder.environment().clear();
        builder.environment().putAll(plan.environment());
        if (streams.in().isEmpty()) {
            builder.redirectInput(Path.of("/dev/null").toFile());
        }
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new LaunchException("cannot run " + program + ": " + failed.getMessage(), failed);
        }
    }

    private static void feed(InputStream in, Process process) {
        try (OutputStream target = process.getOutputStream()) {
            pour(in, target);
        } catch (IOException ended) {
            return; // it reads no more; or whoever feeds it has gone, which interrupts the other thread
        }
    }

    private static Thread copy(Process process, InputStream from, OutputStream to) {
        return Thread.ofPlatform().daemon().name("exec").start(() -> {
            try (from) {
                pour(from, to);
            } catch (IOException nobodyReads) {
                kill(process);
            }
        });
    }

    private static void pour(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[32 << 10];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            to.write(buffer, 0, count);
            to.flush();
        }
    }

    private static void kill(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
