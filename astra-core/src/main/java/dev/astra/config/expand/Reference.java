package dev.astra.config.expand;

import java.util.Collection;
import java.util.Optional;

/// `${name.host}`, `${name.port}` or `${name.port.5432}`: where another service is reached.
///
/// @param content as written between the braces
/// @param port which port is meant, as the service itself sees it; 0: its only one
/// @param rest what follows, such as `:-default`
public record Reference(String content, String service, Kind kind, int port, String rest) {
    /// What of the service is asked for.
    public enum Kind {
        HOST, PORT
    }

    /// A reference to one of these services; the longest name wins. Empty when the content is none.
    public static Optional<Reference> parse(String content, Collection<String> services) {
        if (content.indexOf('.') < 0) {
            return Optional.empty();
        }
        String longest = "";
        for (String name : services) {
            if (name.length() > longest.length() && content.startsWith(name + ".")
                    && parse(content, name).isPresent()) {
                longest = name;
            }
        }
        return longest.isEmpty() ? Optional.empty() : parse(content, longest);
    }

    private static Optional<Reference> parse(String content, String name) {
        String words = content.substring(name.length() + 1);
        if (words.startsWith("host")) {
            return rest(words, 4).map(rest -> new Reference(content, name, Kind.HOST, 0, rest));
        }
        if (!words.startsWith("port")) {
            return Optional.empty();
        }
        int end = 4;
        int port = 0;
        if (words.length() > 5 && words.charAt(4) == '.') {
            end = 5;
            while (end < words.length() && end < 10 && Character.isDigit(words.charAt(end))) {
                port = port * 10 + words.charAt(end) - '0';
                end++;
            }
        }
        int number = port;
        return end == 5
                ? Optional.empty()
                : rest(words, end).map(rest -> new Reference(content, name, Kind.PORT, number, rest));
    }

    private static Optional<String> rest(String words, int from) {
        String rest = words.substring(from);
        boolean operator = rest.startsWith(":-") || rest.startsWith("-") || rest.startsWith(":+")
                || rest.startsWith("+") || rest.startsWith("?") || rest.startsWith(":?");
        return rest.isEmpty() || operator ? Optional.of(rest) : Optional.empty();
    }

    /// The name in a content that looks like a reference, whether or not there is such a service; else empty.
    public static String likelyService(String content) {
        int dot = content.indexOf(".host");
        int found = dot < 0 ? content.indexOf(".port") : dot;
        String name = found < 0 ? "" : content.substring(0, found);
        boolean plain = !name.isEmpty() && parse(content, name).isPresent();
        for (int at = 0; at < name.length(); at++) {
            char letter = name.charAt(at);
            plain &= Character.isLetterOrDigit(letter) || letter == '-' || letter == '_' || letter == '.';
        }
        return plain ? name : "";
    }
}
