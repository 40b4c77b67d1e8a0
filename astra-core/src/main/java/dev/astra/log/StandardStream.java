package dev.astra.log;

/// Which of its two outputs a service wrote to.
public enum StandardStream {
    STDOUT("stdout"), STDERR("stderr");

    private final String label;

    StandardStream(String label) {
        this.label = label;
    }

    /// `stdout` or `stderr`: the word on the command line, in JSON and in file names.
    public String label() {
        return label;
    }
}
