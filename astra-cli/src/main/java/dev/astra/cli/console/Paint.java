package dev.astra.cli.console;

/// Colours for one output. Where it takes none, the text stays as it is.
///
/// @param on whether the output takes colour
public record Paint(boolean on) {
    static final String RESET = "\u001b[0m";

    public String bold(String text) {
        return wrap("1", text);
    }

    public String dim(String text) {
        return wrap("2", text);
    }

    public String red(String text) {
        return wrap("31", text);
    }

    public String green(String text) {
        return wrap("32", text);
    }

    public String yellow(String text) {
        return wrap("33", text);
    }

    public String cyan(String text) {
        return wrap("36", text);
    }

    /// Text about a service, in that service's colour.
    public String ofService(String service, String text) {
        return wrap(ServiceColours.code(service), text);
    }

    private String wrap(String code, String text) {
        return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + RESET : text;
    }
}
