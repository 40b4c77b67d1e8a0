package dev.astra.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A script for `psql` taken apart into what is sent to the server piece by piece.
final class SqlScript {
    private static final Pattern COPY_IN = Pattern.compile("(?is)\\s*copy\\s.*\\sfrom\\s+stdin\\b.*");
    /// They change what psql shows, never what a script does.
    private static final Set<String> IGNORED = Set.of("restrict", "unrestrict", "echo", "qecho", "warn", "timing",
            "pset", "encoding", "x", "a", "t", "q", "o", "!");

    private final String text;
    private final SqlLexer lexer;
    private final List<Step> steps = new ArrayList<>();

    private SqlScript(String text) {
        this.text = text;
        this.lexer = new SqlLexer(text);
    }

    /// One thing that a script does.
    sealed interface Step {
        /// Where it begins, counting from 1.
        int line();

        /// @param rows what `COPY … FROM STDIN` reads; mostly empty
        record Statement(String sql, String rows, int line) implements Step {}

        /// A query whose result is run as statements: `\gexec`.
        record Generate(String sql, int line) implements Step {}

        /// `\connect`.
        record Connect(String database, int line) implements Step {}

        /// `\i` and `\ir`.
        record Include(String file, int line) implements Step {}

        /// A command of psql that only psql has.
        record Unknown(String command, int line) implements Step {}
    }

    static List<Step> parse(String text) {
        SqlScript script = new SqlScript(text);
        script.parse();
        return script.steps;
    }

    private void parse() {
        int start = 0;
        while (start < text.length()) {
            int end = lexer.statementEnd(start);
            boolean meta = end < text.length() && text.charAt(end) == '\\';
            String sql = text.substring(start, end).strip();
            int line = line(start + leadingSpace(start, end));
            if (meta) {
                start = metaCommand(sql, end, line);
            } else if (COPY_IN.matcher(SqlLexer.withoutComments(sql)).matches()) {
                start = copy(sql, end + 1, line);
            } else {
                statement(sql, line);
                start = end + 1;
            }
        }
    }

    private void statement(String sql, int line) {
        if (!SqlLexer.withoutComments(sql).isBlank()) {
            steps.add(new Step.Statement(sql, "", line));
        }
    }

    /// The rows are the lines up to one with `\.`.
    private int copy(String sql, int afterSemicolon, int line) {
        int from = lineEnd(afterSemicolon);
        int at = from;
        while (at < text.length()) {
            int end = lineEnd(at);
            if (text.substring(at, end).strip().equals("\\.")) {
                break;
            }
            at = end;
        }
        steps.add(new Step.Statement(sql, text.substring(from, at), line));
        return lineEnd(at);
    }

    private int metaCommand(String sql, int at, int line) {
        int end = lineEnd(at);
        String[] words = text.substring(at + 1, end).strip().split("\\s+");
        String argument = words.length > 1 ? words[1].replaceAll("^['\"]|['\"];?$|;$", "") : "";
        switch (words[0]) {
            case "g", "gx" -> statement(sql, line);
            case "gexec" -> steps.add(new Step.Generate(sql, line));
            default -> {
                statement(sql, line);
                command(words[0], argument, line(at));
            }
        }
        return end;
    }

    private void command(String name, String argument, int line) {
        switch (name) {
            case "c", "connect" -> steps.add(new Step.Connect(argument, line));
            case "i", "ir", "include", "include_relative" -> steps.add(new Step.Include(argument, line));
            case "set" -> {
                if (!argument.matches("[A-Z_]*")) {
                    steps.add(new Step.Unknown("\\set " + argument, line));
                }
            }
            default -> {
                if (!IGNORED.contains(name)) {
                    steps.add(new Step.Unknown("\\" + name, line));
                }
            }
        }
    }

    private int lineEnd(int at) {
        int newline = text.indexOf('\n', at);
        return newline < 0 ? text.length() : newline + 1;
    }

    private int leadingSpace(int from, int end) {
        int at = from;
        while (at < end && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at - from;
    }

    private int line(int at) {
        return 1 + (int) text.substring(0, Math.min(at, text.length())).chars().filter(each -> each == '\n').count();
    }
}
