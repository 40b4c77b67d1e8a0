package dev.astra.daemon;

import dev.astra.config.Secrets;
import dev.astra.model.ContainerService;
import dev.astra.model.ContainerSpec;
import dev.astra.model.NativeService;
import dev.astra.model.ProcessSpec;
import dev.astra.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a service would be started with now, compared with what it runs with. Secrets are hidden.
///
/// @param written as the files say now
/// @param settings the names of settings that differ, such as `command`
/// @param variables the names of variables that differ
/// @param lines each difference in words, such as `PORT: 7105 → 7106`
public record Drift(Service written, List<String> settings, List<String> variables, List<String> lines) {
    private static final int NAMED = 4;

    public Drift {
        settings = List.copyOf(settings);
        variables = List.copyOf(variables);
        lines = List.copyOf(lines);
    }

    /// @param runs as it runs
    /// @param now as it would run
    /// @param written as it is described for that
    static Drift between(Service runs, Service now, Service written) {
        Comparison comparison = new Comparison();
        if (runs instanceof NativeService before && now instanceof NativeService after) {
            comparison.process(before.process(), after.process());
        } else if (runs instanceof ContainerService before && now instanceof ContainerService after) {
            comparison.container(before.container(), after.container());
        } else {
            comparison.setting("kind", "another", "this");
        }
        if (comparison.lines.isEmpty() && !runs.runsLike(now)) {
            comparison.settings.add("description");
            comparison.lines.add("something of its description, such as its healthcheck");
        }
        return new Drift(written, comparison.settings, comparison.variables, comparison.lines);
    }

    private static final class Comparison {
        private final List<String> settings = new ArrayList<>();
        private final List<String> variables = new ArrayList<>();
        private final List<String> lines = new ArrayList<>();

        void process(ProcessSpec before, ProcessSpec after) {
            setting("command", words(before.command()), words(after.command()));
            setting("working_dir", before.workingDirectory().toString(), after.workingDirectory().toString());
            setting("env_from_shell", String.valueOf(before.inheritEnvironment()),
                    String.valueOf(after.inheritEnvironment()));
            setting("tty", String.valueOf(before.tty()), String.valueOf(after.tty()));
            environment(before.environment(), after.environment());
        }

        void container(ContainerSpec before, ContainerSpec after) {
            setting("image", before.image(), after.image());
            setting("entrypoint", words(before.entrypoint().orElse(List.of())),
                    words(after.entrypoint().orElse(List.of())));
            setting("command", words(before.command().orElse(List.of())), words(after.command().orElse(List.of())));
            environment(before.environment(), after.environment());
        }

        private void setting(String name, String before, String after) {
            if (!before.equals(after)) {
                settings.add(name);
                lines.add("%s: %s → %s".formatted(name, Secrets.maskText(before), Secrets.maskText(after)));
            }
        }

        private void environment(Map<String, String> before, Map<String, String> after) {
            Set<String> names = new TreeSet<>(before.keySet());
            names.addAll(after.keySet());
            for (String name : names) {
                String old = before.get(name);
                String fresh = after.get(name);
                if (!Objects.equals(old, fresh)) {
                    variables.add(name);
                    lines.add("%s: %s → %s".formatted(name, shown(name, old), shown(name, fresh)));
                }
            }
        }

        private static String shown(String name, @Nullable String value) {
            return value == null ? "not set" : value.isEmpty() ? "empty" : Secrets.mask(name, value);
        }

        private static String words(List<String> command) {
            return String.join(" ", command);
        }
    }

    boolean isNone() {
        return lines.isEmpty();
    }

    /// Such as `command and environment changed since start (PORT, LOG_LEVEL)`.
    public String summary() {
        List<String> kinds = new ArrayList<>(settings);
        if (!variables.isEmpty()) {
            kinds.add("environment");
        }
        List<String> named = variables.size() <= NAMED ? variables : variables.subList(0, NAMED);
        return String.join(" and ", kinds) + " changed since start"
                + (named.isEmpty()
                        ? ""
                        : " (" + String.join(", ", named) + (named.size() < variables.size() ? ", …" : "") + ")");
    }
}
