package dev.astra.config.expand;

import java.util.ArrayList;
import java.util.List;

/// Splits a command line into words as a shell does, and does nothing else that a shell does.
public final class ShellWords {
    private ShellWords() {}

    /// The words of a line: blanks part them, quotes and backslashes keep blanks.
    ///
    /// @throws TemplateException when a quote is not closed
    public static List<String> split(String line) throws TemplateException {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int at = 0; at < line.length(); at++) {
            char letter = line.charAt(at);
            if (quote == 0 && Character.isWhitespace(letter)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
                continue;
            }
            inWord = true;
            if (letter == quote) {
                quote = 0;
            } else if (quote == 0 && (letter == '"' || letter == '\'')) {
                quote = letter;
            } else if (letter == '\\' && quote != '\'' && at + 1 < line.length()) {
                at++;
                appendEscaped(line.charAt(at), quote, word);
            } else {
                word.append(letter);
            }
        }
        if (quote != 0) {
            throw new TemplateException("a " + quote + " that is not closed", "");
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    private static void appendEscaped(char letter, char quote, StringBuilder word) {
        if (quote == '"' && "\"\\$`".indexOf(letter) < 0) {
            word.append('\\');
        }
        word.append(letter);
    }
}
