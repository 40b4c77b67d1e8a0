package dev.astra.control;

/// What the caller's standard streams are connected to.
///
/// @param columns the terminal's width; 0: not known, or no terminal
/// @param input whether stdin is a terminal
/// @param output whether stdout is a terminal
/// @param error whether stderr is a terminal
public record Terminal(int columns, boolean input, boolean output, boolean error) {
    /// No terminal anywhere, such as in a script.
    public static final Terminal NONE = new Terminal(0, false, false, false);

    public Terminal {
        if (columns < 0) {
            throw new IllegalArgumentException("a terminal has at least 0 columns");
        }
    }
}
