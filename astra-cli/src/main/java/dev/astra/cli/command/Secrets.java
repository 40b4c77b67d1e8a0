package dev.astra.cli.command;

import java.util.regex.Pattern;

/// Recognises what nobody should read over a shoulder.
final class Secrets {
    private static final String HIDDEN = "***";
    private static final Pattern NAME = Pattern.compile(
            "(?i).*(pass(word|wd|phrase)?|secret|token|credential|private|api_?key|access_?key|_key|auth)s?(_.*)?");
    /// `scheme://user:password@host`, and `password=…` in a query.
    private static final Pattern IN_URL = Pattern
            .compile("(://[^/@:\\s]*:)[^/@\\s]+(?=@)|((?i:password|secret|token)=)[^&;\\s]+");

    private Secrets() {}

    /// The value of a variable, without what is secret in it.
    static String hidden(String name, String value) {
        if (NAME.matcher(name).matches() && !value.isEmpty()) {
            return HIDDEN;
        }
        return IN_URL.matcher(value)
                .replaceAll(found -> (found.group(1) == null ? found.group(2) : found.group(1))
                        + "\\*\\*\\*".replace("\\", ""));
    }
}
