package dev.astra.embedded;

import java.util.List;
import java.util.OptionalInt;

/// The port that a server's arguments name, where they name one.
final class ServerPort {
    private ServerPort() {}

    /// The port inside the container.
    static int of(StoreKind kind, List<String> arguments) {
        OptionalInt named = switch (kind) {
            case POSTGRES -> first(arguments, List.of("-p", "--port", "port"));
            case REDIS -> first(arguments, List.of("--port"));
            case MEMCACHED -> first(arguments, List.of("-p", "--port"));
            case S3 -> first(arguments, List.of("--address"));
        };
        return named.orElse(kind.port());
    }

    private static OptionalInt first(List<String> arguments, List<String> names) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String next = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            for (String name : names) {
                OptionalInt port = argument.equals(name)
                        ? number(next)
                        : argument.startsWith(name + "=")
                                ? number(argument.substring(name.length() + 1))
                                : OptionalInt.empty();
                if (port.isPresent()) {
                    return port;
                }
            }
        }
        return OptionalInt.empty();
    }

    /// Reads `9000` and `:9000` and `0.0.0.0:9000`.
    private static OptionalInt number(String text) {
        String digits = text.substring(text.lastIndexOf(':') + 1);
        return digits.matches("\\d{1,5}") ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }
}
