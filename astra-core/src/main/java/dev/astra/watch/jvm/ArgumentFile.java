package dev.astra.watch.jvm;

import java.util.ArrayList;
import java.util.List;

/// The text of an argument file of the `java` launcher, or of JDK_JAVA_OPTIONS: words between white space, quotes of both kinds with
/// escapes inside them, comments from `#` to the end of the line ("The java Command", java Command-Line Argument Files).
final class ArgumentFile {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean open;
    private int at;

    private ArgumentFile(String text) {
        this.text = text;
    }

    static List<String> words(String text) {
        ArgumentFile file = new ArgumentFile(text);
        while (file.at < text.length()) {
            file.next();
        }
        file.end();
        return file.words;
    }

    private void next() {
        char each = text.charAt(at++);
        if (Character.isWhitespace(each)) {
            end();
        } else if (each == '#' && !open) {
            skipLine();
        } else if (each == '"' || each == '\'') {
            open = true;
            quoted(each);
        } else {
            open = true;
            word.append(each);
        }
    }

    private void quoted(char quote) {
        while (at < text.length()) {
            char each = text.charAt(at++);
            if (each == quote || each == '\n') {
                return;
            }
            if (each == '\\' && at < text.length()) {
                escaped(text.charAt(at++));
            } else {
                word.append(each);
            }
        }
    }

    /// A backslash at the end of a line goes on with the next one, without its indentation.
    private void escaped(char each) {
        switch (each) {
            case 'n' -> word.append('\n');
            case 't' -> word.append('\t');
            case 'r' -> word.append('\r');
            case 'f' -> word.append('\f');
            case '\n' -> {
                while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                    at++;
                }
            }
            default -> word.append(each);
        }
    }

    private void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
    }

    private void end() {
        if (open) {
            words.add(word.toString());
            word.setLength(0);
            open = false;
        }
    }
}
