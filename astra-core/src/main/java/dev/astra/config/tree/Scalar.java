package dev.astra.config.tree;

/// A single value.
///
/// @param text as written, without its quotes
public record Scalar(Mark mark, String text, Kind kind) implements Tree {
    /// What a value is in the core schema of YAML 1.2.
    public enum Kind {
        NULL, BOOLEAN, INTEGER, FLOAT, STRING
    }

    /// The same value with its variables replaced.
    public Scalar withText(String replaced) {
        return new Scalar(mark, replaced, Kind.STRING);
    }

    @Override
    public String kindInWords() {
        return switch (kind) {
            case NULL -> "nothing";
            case BOOLEAN, INTEGER, FLOAT -> text;
            case STRING -> "\"" + (text.length() > 60 ? text.substring(0, 57) + "..." : text) + "\"";
        };
    }
}
