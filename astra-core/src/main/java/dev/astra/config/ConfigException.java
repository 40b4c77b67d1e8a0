package dev.astra.config;

import java.io.Serial;
import java.util.List;

/// The files describe no stack; it holds every problem that was found, not only the first.
public final class ConfigException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<ConfigProblem> problems;

    public ConfigException(List<ConfigProblem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /// In the order of the files, at least one.
    public List<ConfigProblem> problems() {
        return problems;
    }

    private static String message(List<ConfigProblem> problems) {
        StringBuilder text = new StringBuilder();
        for (ConfigProblem problem : problems) {
            text.append(text.isEmpty() ? "" : "\n").append(problem);
        }
        return text.toString();
    }
}
