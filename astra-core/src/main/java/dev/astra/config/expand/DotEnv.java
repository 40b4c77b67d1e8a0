package dev.astra.config.expand;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Files of `NAME=value` lines, by the rules of
/// [Compose](https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax):
/// comments, `export`, quotes over several lines, variables outside single quotes, `NAME` alone for the caller's value.
public final class DotEnv {
    private final String text;
    private final Map<String, String> outer;
    private final Map<String, String> values = new LinkedHashMap<>();
    private int at;

    private DotEnv(String text, Map<String, String> outer) {
        this.text = text.replace("\r\n", "\n");
        this.outer = outer;
    }

    /// A line that cannot be read.
    ///
    /// @param line from 1
    public record Mistake(int line, String message, String hint) {}

    /// The variables of a file, and the first mistake in it.
    public record Result(Map<String, String> values, Optional<Mistake> mistake) {}

    /// Reads a file's text.
    ///
    /// @param outer variables that win over the file's own inside `${…}`
    public static Result parse(String text, Map<String, String> outer) {
        DotEnv file = new DotEnv(text, outer);
        try {
            file.read();
            return new Result(file.values, Optional.empty());
        } catch (TemplateException wrong) {
            int line = 1 + (int) file.text.substring(0, Math.min(file.at, file.text.length()))
                    .chars()
                    .filter(letter -> letter == '\n')
                    .count();
            return new Result(file.values, Optional.of(new Mistake(line, wrong.message(), wrong.hint())));
        }
    }

    /// Lines as they stand, without quotes, comments or variables (`format: raw`).
    public static Map<String, String> raw(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0 && line.charAt(0) != '#') {
                values.put(line.substring(0, equals).strip(), line.substring(equals + 1));
            }
        });
        return values;
    }

    private void read() throws TemplateException {
        while (true) {
            skipBlank();
            if (at >= text.length()) {
                return;
            }
            if (text.charAt(at) == '#') {
                at = lineEnd();
                continue;
            }
            statement();
        }
    }

    private void statement() throws TemplateException {
        int end = at;
        while (end < text.length() && "=:\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String name = text.substring(at, end).strip();
        if (name.startsWith("export ") || name.startsWith("export\t")) {
            name = name.substring(7).strip();
        }
        checkName(name);
        if (end >= text.length() || text.charAt(end) == '\n') {
            at = end;
            String inherited = outer.get(name);
            if (inherited != null) {
                values.put(name, inherited);
            }
            return;
        }
        at = end + 1;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        values.put(name, value());
    }

    private String value() throws TemplateException {
        char quote = at < text.length() ? text.charAt(at) : '\n';
        if (quote == '"' || quote == '\'') {
            return quoted(quote);
        }
        int end = lineEnd();
        String line = text.substring(at, end);
        int comment = line.startsWith("#") ? 0 : line.indexOf(" #");
        String value = Template.expand((comment < 0 ? line : line.substring(0, comment)).strip(), this::lookup);
        at = end;
        return value;
    }

    private String quoted(char quote) throws TemplateException {
        StringBuilder inside = new StringBuilder();
        for (int next = at + 1; next < text.length(); next++) {
            char letter = text.charAt(next);
            if (letter == '\\' && next + 1 < text.length()) {
                next++;
                appendEscaped(text.charAt(next), quote, inside);
            } else if (letter == quote) {
                String value = quote == '"' ? Template.expand(inside.toString(), this::lookup) : inside.toString();
                at = next + 1;
                return value;
            } else {
                inside.append(letter);
            }
        }
        throw new TemplateException("a value without its closing " + quote, "");
    }

    private static void appendEscaped(char letter, char quote, StringBuilder inside) {
        int known = "nrtabfv".indexOf(letter);
        if (letter == quote) {
            inside.append(letter);
        } else if (quote == '\'' || (known < 0 && letter != '\\' && letter != '$')) {
            inside.append('\\').append(letter);
        } else if (letter == '$') {
            inside.append("$$");
        } else {
            inside.append(letter == '\\' ? '\\' : "\n\r\t\u0007\b\f\u000b".charAt(known));
        }
    }

    private Optional<String> lookup(String name) {
        String given = outer.get(name);
        return Optional.ofNullable(given == null ? values.get(name) : given);
    }

    private void checkName(String name) throws TemplateException {
        for (int letter = 0; letter < name.length(); letter++) {
            char each = name.charAt(letter);
            if (!Character.isLetterOrDigit(each) && "_.-[]".indexOf(each) < 0) {
                throw new TemplateException("`" + name + "` is no variable's name", "write NAME=value");
            }
        }
        if (name.isEmpty()) {
            throw new TemplateException("a value without a name", "write NAME=value");
        }
    }

    private void skipBlank() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private int lineEnd() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    /// Variables of one map laid over another's.
    public static Map<String, String> over(Map<String, String> upper, Map<String, String> lower) {
        Map<String, String> both = new HashMap<>(lower);
        both.putAll(upper);
        return both;
    }
}
