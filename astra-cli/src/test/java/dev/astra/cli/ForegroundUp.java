package dev.astra.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// `astra up` in a process of its own, as a terminal starts it.
final class ForegroundUp implements AutoCloseable {
    private final long begin = System.nanoTime();
    private final Process process;
    private final BufferedReader error;
    private final StringBuilder said = new StringBuilder();

    ForegroundUp(Path folder) throws IOException {
        // a shell may have told its background jobs to ignore SIGINT
        process = new ProcessBuilder("env", "--default-signal=INT,HUP,TERM",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + folder, "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.astra.cli.Main", "up").directory(folder.toFile())
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        error = process.errorReader(StandardCharsets.UTF_8);
    }

    /// @return how long it took from the start of the process on
    /// @throws IOException when it ends before
    Duration awaitReady() throws IOException {
        while (said.indexOf("ready in") < 0) {
            String line = error.readLine();
            if (line == null) {
                throw new IOException("it ended without being ready: " + said);
            }
            said.append(line).append('\n');
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /// Nothing happens once it has ended.
    void send(String signal) {
        if (!process.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid())).start().waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return its exit code
    int awaitEnd() throws InterruptedException {
        error.lines().forEach(line -> said.append(line).append('\n'));
        return process.waitFor();
    }

    /// What has been read of its stderr.
    String said() {
        return said.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
