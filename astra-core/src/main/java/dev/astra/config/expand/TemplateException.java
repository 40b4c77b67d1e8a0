package dev.astra.config.expand;

import java.io.Serial;

/// A value whose variables cannot be replaced.
public final class TemplateException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final String hint;

    public TemplateException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /// What to write instead; may be empty.
    public String hint() {
        return hint;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
