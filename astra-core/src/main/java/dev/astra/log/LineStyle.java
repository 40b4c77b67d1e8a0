package dev.astra.log;

/// How lines look when a [LineBatch] writes them. Called once a service for its prefix, once a mark.
public interface LineStyle {
    /// What stands before each line of a service, in UTF-8, with colour codes where wanted.
    byte[] prefix(String service);

    /// The whole text of a mark without a newline at its end, in UTF-8; empty: marks of that sort are not shown.
    byte[] mark(LogMark mark);

    /// Whether to write the time of each line before it.
    boolean timestamps();

    /// Whether to give the very bytes of the services and nothing else: no prefixes, times, marks, nor newlines that are not theirs.
    default boolean raw() {
        return false;
    }

    /// Whether colours of the services stay.
    boolean colour();
}
