package dev.astra.embedded;

import java.util.Locale;
import java.util.regex.Pattern;

/// Finds where an SQL statement ends, as psql does: not within quotes, dollar quotes, comments, parentheses, or the body of a
/// function between `BEGIN ATOMIC` and `END`. Source: https://www.postgresql.org/docs/17/sql-syntax-lexical.html
final class SqlLexer {
    private static final Pattern ROUTINE = Pattern
            .compile("(?is)\\s*create\\s+(or\\s+replace\\s+)?(function|procedure)\\b.*");

    private final String text;

    SqlLexer(String text) {
        this.text = text;
    }

    /// Where the statement's semicolon stands, or the backslash of a command of psql's; else the end of the text.
    int statementEnd(int start) {
        int parentheses = 0;
        int blocks = 0;
        int at = start;
        while (at < text.length()) {
            char each = text.charAt(at);
            int next = skip(at);
            if (next > at) {
                if (parentheses == 0 && Character.isLetter(each)) {
                    blocks = blocks(blocks, text.substring(at, next), start, at);
                }
                at = next;
                continue;
            }
            if (each == '\\' || (each == ';' && parentheses == 0 && blocks == 0)) {
                return at;
            }
            parentheses += each == '(' ? 1 : each == ')' && parentheses > 0 ? -1 : 0;
            at++;
        }
        return at;
    }

    /// The text with its comments left out.
    static String withoutComments(String sql) {
        SqlLexer lexer = new SqlLexer(sql);
        StringBuilder rest = new StringBuilder();
        int at = 0;
        while (at < sql.length()) {
            int comment = lexer.comment(at);
            int next = Math.max(at + 1, Math.max(comment, lexer.skip(at)));
            rest.append(comment > at ? " " : sql.substring(at, next));
            at = next;
        }
        return rest.toString();
    }

    private int blocks(int open, String word, int start, int at) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "begin" -> open > 0 || ROUTINE.matcher(text.substring(start, at)).matches() ? open + 1 : open;
            case "case" -> open > 0 ? open + 1 : open;
            case "end" -> open > 0 ? open - 1 : open;
            default -> open;
        };
    }

    /// Where the comment, quoted text or word that begins here ends; here, where none begins.
    private int skip(int at) {
        int comment = comment(at);
        if (comment > at) {
            return comment;
        }
        char each = text.charAt(at);
        if (each == '\'' || each == '"') {
            return quoted(at, each, false);
        }
        if ((each == 'e' || each == 'E') && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
            return quoted(at + 1, '\'', true);
        }
        if (each == '$') {
            return dollarQuoted(at);
        }
        int end = at;
        while (end < text.length() && wordPart(text.charAt(end), end > at)) {
            end++;
        }
        return end;
    }

    private int comment(int at) {
        if (text.startsWith("--", at)) {
            int newline = text.indexOf('\n', at);
            return newline < 0 ? text.length() : newline;
        }
        if (!text.startsWith("/*", at)) {
            return at;
        }
        int depth = 0;
        int end = at;
        do {
            boolean opens = text.startsWith("/*", end);
            boolean closes = text.startsWith("*/", end);
            depth += opens ? 1 : closes ? -1 : 0;
            end += opens || closes ? 2 : 1;
        } while (depth > 0 && end < text.length());
        return Math.min(end, text.length());
    }

    private int quoted(int open, char quote, boolean backslashes) {
        int at = open + 1;
        while (at < text.length() && text.charAt(at) != quote) {
            at += backslashes && text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, text.length());
    }

    private int dollarQuoted(int at) {
        int end = at + 1;
        while (end < text.length() && wordPart(text.charAt(end), end > at + 1) && text.charAt(end) != '$') {
            end++;
        }
        if (end >= text.length() || text.charAt(end) != '$') {
            return at;
        }
        String tag = text.substring(at, end + 1);
        int close = text.indexOf(tag, end + 1);
        return close < 0 ? text.length() : close + tag.length();
    }

    private static boolean wordPart(char each, boolean notFirst) {
        return Character.isLetter(each) || each == '_' || (notFirst && (Character.isDigit(each) || each == '$'));
    }
}
