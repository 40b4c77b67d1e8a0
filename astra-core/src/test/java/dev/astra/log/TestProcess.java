package dev.astra.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs a main class of the tests in a Java process of its own.
final class TestProcess {
    private TestProcess() {}

    static Process start(Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
                        System.getProperty("java.class.path"), main.getName()));
        for (Object each : arguments) {
            command.add(each.toString());
        }
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /// What it prints until it ends.
    static List<String> output(Process process) throws IOException, InterruptedException {
        try (BufferedReader reader = process.inputReader()) {
            List<String> lines = reader.lines().toList();
            process.waitFor();
            return lines;
        }
    }
}
