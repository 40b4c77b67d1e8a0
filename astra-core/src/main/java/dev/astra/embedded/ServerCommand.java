package dev.astra.embedded;

import dev.astra.model.ContainerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The arguments that a Compose file gives to a store's server.
///
/// @param arguments without the program itself
record ServerCommand(List<String> arguments) {
    private static final Set<String> WRAPPERS = Set.of("docker-entrypoint.sh", "entrypoint.sh", "tini", "dumb-init",
            "--", "run.sh", "exec");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash");
    private static final Pattern SHELL_SYNTAX = Pattern.compile("[;&|<>`]|\\$\\(");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)}?");

    ServerCommand {
        arguments = List.copyOf(arguments);
    }

    /// Empty when the container does not simply run the store's server.
    static Optional<ServerCommand> of(ContainerSpec spec, StoreKind kind) {
        List<String> words = new ArrayList<>(spec.entrypoint().orElse(List.of()));
        words.addAll(spec.command().orElse(List.of()));
        return of(words, spec.environment(), kind);
    }

    private static Optional<ServerCommand> of(List<String> words, Map<String, String> environment, StoreKind kind) {
        int first = 0;
        while (first < words.size() && WRAPPERS.contains(baseName(words.get(first)))) {
            first++;
        }
        List<String> rest = words.subList(first, words.size());
        if (rest.isEmpty()) {
            return Optional.of(new ServerCommand(List.of()));
        }
        String program = baseName(rest.getFirst());
        if (SHELLS.contains(program) && rest.size() == 3 && rest.get(1).matches("-[a-z]*c")) {
            return unwrap(rest.get(2), environment, kind);
        }
        if (kind.programs().contains(program)) {
            return Optional.of(new ServerCommand(rest.subList(1, rest.size())));
        }
        boolean onlyArguments = rest.getFirst().startsWith("-") || program.endsWith(".conf")
                || (kind == StoreKind.S3 && program.equals("server"));
        return onlyArguments ? Optional.of(new ServerCommand(rest)) : Optional.empty();
    }

    /// `sh -c "redis-server --requirepass $PASSWORD"` means one server as long as it is one plain command.
    private static Optional<ServerCommand> unwrap(String line, Map<String, String> environment, StoreKind kind) {
        if (SHELL_SYNTAX.matcher(line).find()) {
            return Optional.empty();
        }
        return of(split(line, environment), environment, kind);
    }

    private static List<String> split(String line, Map<String, String> environment) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+").matcher(line);
        Matcher part = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^'\"]+)").matcher("");
        while (word.find()) {
            StringBuilder text = new StringBuilder();
            part.reset(word.group());
            while (part.find()) {
                String literal = part.group(1);
                String expanded = part.group(2) == null ? part.group(3) : part.group(2);
                text.append(literal == null ? expand(expanded, environment) : literal);
            }
            words.add(text.toString());
        }
        return words;
    }

    private static String expand(String text, Map<String, String> environment) {
        return VARIABLE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(environment.getOrDefault(match.group(1), "")));
    }

    private static String baseName(String word) {
        return word.substring(word.lastIndexOf('/') + 1);
    }
}
