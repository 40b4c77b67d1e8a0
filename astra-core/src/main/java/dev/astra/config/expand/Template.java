package dev.astra.config.expand;

import java.util.Optional;

/// Replaces `$VAR`, `${VAR}`, `${VAR:-default}`, `${VAR-default}`, `${VAR:?message}`, `${VAR?message}`,
/// `${VAR:+other}`, `${VAR+other}` and `$$`; defaults, messages and others may hold variables themselves.
///
/// The rules are those of [Compose](https://docs.docker.com/reference/compose-file/interpolation/).
public final class Template {
    private static final int DEEPEST = 50;

    private final Scope scope;
    private final int depth;

    private Template(Scope scope, int depth) {
        this.scope = scope;
        this.depth = depth;
    }

    /// The text with its variables replaced.
    ///
    /// @throws TemplateException when it is no template, or a variable that must be set is not
    public static String expand(String text, Scope scope) throws TemplateException {
        return text.indexOf('$') < 0 ? text : new Template(scope, 0).expand(text);
    }

    private String expand(String text) throws TemplateException {
        if (depth > DEEPEST) {
            throw new TemplateException("defaults nested more than " + DEEPEST + " deep", "");
        }
        StringBuilder expanded = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char letter = text.charAt(at);
            if (letter != '$') {
                expanded.append(letter);
                at++;
            } else if (text.startsWith("$$", at)) {
                expanded.append('$');
                at += 2;
            } else if (text.startsWith("${", at)) {
                int end = closing(text, at + 1);
                expanded.append(braced(text.substring(at + 2, end)));
                at = end + 1;
            } else {
                int end = nameEnd(text, at + 1);
                if (end == at + 1) {
                    throw new TemplateException("a $ that starts no variable", "write $$ for a dollar sign");
                }
                expanded.append(plain(text.substring(at + 1, end)));
                at = end;
            }
        }
        return expanded.toString();
    }

    private String braced(String content) throws TemplateException {
        Optional<Reference> reference = scope.reference(content);
        if (reference.isPresent()) {
            String operation = reference.get().rest();
            return operation.isEmpty()
                    ? scope.resolve(reference.get())
                    : operate(content, operation, Optional.of(scope.resolve(reference.get())));
        }
        int end = nameEnd(content, 0);
        String name = content.substring(0, end);
        String operation = content.substring(end);
        if (end == 0 || (!operation.isEmpty() && operator(operation).isEmpty())) {
            throw new TemplateException("${" + content + "} is no variable",
                    "write ${NAME}, ${NAME:-default}, ${service.host} or ${service.port}");
        }
        return operation.isEmpty() ? plain(name) : operate(name, operation, scope.variable(name));
    }

    private String plain(String name) throws TemplateException {
        Optional<String> value = scope.variable(name);
        if (value.isEmpty()) {
            scope.unset(name);
        }
        return value.orElse("");
    }

    private String operate(String name, String operation, Optional<String> value) throws TemplateException {
        String operator = operator(operation);
        String operand = operation.substring(operator.length());
        boolean emptyCounts = operator.charAt(0) == ':';
        boolean given = value.isPresent() && !(emptyCounts && value.get().isEmpty());
        return switch (operator.charAt(operator.length() - 1)) {
            case '-' -> given ? value.orElse("") : nested(operand);
            case '+' -> given ? nested(operand) : value.orElse("");
            default -> {
                if (!given) {
                    String message = nested(operand);
                    throw new TemplateException("the variable " + name + " must be set"
                            + (message.isEmpty() ? "" : ": " + message), "");
                }
                yield value.orElse("");
            }
        };
    }

    private String nested(String text) throws TemplateException {
        return new Template(scope, depth + 1).expand(text);
    }

    private static String operator(String operation) {
        int length = operation.startsWith(":") ? 2 : 1;
        return operation.length() >= length && "-+?".indexOf(operation.charAt(length - 1)) >= 0
                ? operation.substring(0, length)
                : "";
    }

    /// The index of the brace that closes the one at an index.
    private static int closing(String text, int open) throws TemplateException {
        int braces = 0;
        for (int at = open; at < text.length(); at++) {
            if (text.charAt(at) == '{') {
                braces++;
            } else if (text.charAt(at) == '}' && --braces == 0) {
                return at;
            }
        }
        throw new TemplateException("${ without its }", "write $$ for a dollar sign");
    }

    static int nameEnd(String text, int from) {
        int end = from;
        while (end < text.length() && isNameLetter(text.charAt(end), end > from)) {
            end++;
        }
        return end;
    }

    private static boolean isNameLetter(char letter, boolean inside) {
        return letter == '_' || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')
                || (inside && letter >= '0' && letter <= '9');
    }
}
