package dev.astra.log;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Finds text that every match of a pattern contains, so that most lines need not be decoded to know that they don't match.
final class RequiredLiteral {
    private static final int NOT_LITERAL = Pattern.CASE_INSENSITIVE | Pattern.COMMENTS | Pattern.CANON_EQ;

    private final String pattern;
    private final StringBuilder run = new StringBuilder();
    private String longest = "";
    private int at;

    private RequiredLiteral(String pattern) {
        this.pattern = pattern;
    }

    /// In UTF-8; empty when there is none or none that is easily seen.
    static byte[] of(Pattern pattern) {
        String text = pattern.pattern();
        if ((pattern.flags() & NOT_LITERAL) != 0) {
            return new byte[0];
        }
        String literal = (pattern.flags() & Pattern.LITERAL) != 0 ? text : new RequiredLiteral(text).find();
        boolean encodable = literal.codePoints().noneMatch(each -> each >= 0xd800 && each < 0xe000 || each == 0xfffd);
        return encodable ? literal.getBytes(StandardCharsets.UTF_8) : new byte[0];
    }

    private String find() {
        if (pattern.contains("\\Q")) {
            return "";
        }
        while (at < pattern.length()) {
            int each = pattern.codePointAt(at);
            at += Character.charCount(each);
            switch (each) {
                case '|' -> {
                    return "";
                }
                case '(' -> {
                    end();
                    if (hasFlags() || !skipGroup()) {
                        return "";
                    }
                }
                case '[' -> {
                    end();
                    skipClass();
                }
                case '*', '?', '{' -> quantifier(each);
                case '.', '^', '$', '+', ')', '}' -> end();
                case '\\' -> escape();
                default -> run.appendCodePoint(each);
            }
        }
        end();
        return longest;
    }

    /// The character before need not be there.
    private void quantifier(int sign) {
        if (!run.isEmpty()) {
            run.setLength(run.offsetByCodePoints(run.length(), -1));
        }
        end();
        while (sign == '{' && at < pattern.length() && pattern.charAt(at++) != '}') {
            continue;
        }
    }

    private void escape() {
        int escaped = at < pattern.length() ? pattern.codePointAt(at) : 'x';
        at += Character.charCount(escaped);
        if (!Character.isLetterOrDigit(escaped)) {
            run.appendCodePoint(escaped);
            return;
        }
        end();
        if ("xupPcNk".indexOf(escaped) >= 0 || escaped == '0') {
            // what belongs to it would look like text
            longest = "";
            at = pattern.length();
        }
    }

    private boolean hasFlags() {
        return pattern.startsWith("?", at) && !pattern.startsWith("?:", at) && !pattern.startsWith("?=", at)
                && !pattern.startsWith("?!", at) && !pattern.startsWith("?<", at) && !pattern.startsWith("?>", at);
    }

    private boolean skipGroup() {
        int depth = 1;
        while (depth > 0 && at < pattern.length()) {
            char each = pattern.charAt(at++);
            switch (each) {
                case '\\' -> at++;
                case '(' -> {
                    depth++;
                    if (hasFlags()) {
                        return false;
                    }
                }
                case ')' -> depth--;
                case '[' -> skipClass();
                default -> {
                }
            }
        }
        return true;
    }

    private void skipClass() {
        if (pattern.startsWith("^", at)) {
            at++;
        }
        if (pattern.startsWith("]", at)) {
            at++;
        }
        int depth = 1;
        while (depth > 0 && at < pattern.length()) {
            char each = pattern.charAt(at++);
            at += each == '\\' ? 1 : 0;
            depth += each == '[' ? 1 : each == ']' ? -1 : 0;
        }
    }

    private void end() {
        if (run.length() > longest.length()) {
            longest = run.toString();
        }
        run.setLength(0);
    }
}
