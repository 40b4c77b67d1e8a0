package dev.astra.container;

import java.util.ArrayList;
import java.util.List;

/// A healthcheck's test as Compose files write it, and as it is run.
final class HealthTest {
    private static final List<String> SHELL = List.of("/bin/sh", "-c");

    private HealthTest() {}

    /// `[CMD, …]` or `[CMD-SHELL, line]`.
    static List<String> written(List<String> command) {
        boolean shell = command.size() == 3 && command.subList(0, 2).equals(SHELL);
        List<String> test = new ArrayList<>();
        test.add(shell ? "CMD-SHELL" : "CMD");
        test.addAll(shell ? command.subList(2, 3) : command);
        return test;
    }

    /// As a person writes it.
    static List<String> words(List<String> command) {
        List<String> written = written(command);
        return written.subList(1, written.size());
    }

    /// The command of a test as an image has it; empty: it has none.
    static List<String> command(List<String> written) {
        return switch (written.isEmpty() ? "NONE" : written.getFirst()) {
            case "CMD" -> written.subList(1, written.size());
            case "CMD-SHELL" -> List.of("/bin/sh", "-c", String.join(" ", written.subList(1, written.size())));
            default -> List.of();
        };
    }
}
