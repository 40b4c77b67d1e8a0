package dev.astra.config.tree;

import dev.astra.model.Place;

/// Where a node was written, and how it is laid over a node of an earlier file.
///
/// @param line from 1
/// @param column from 1
public record Mark(Source source, int line, int column, Laying laying) {
    /// Compose's tags for values that do not merge.
    public enum Laying {
        /// It merges, as values do.
        MERGE,
        /// `!reset`: what was there is gone.
        RESET,
        /// `!override`: it replaces what was there whole.
        OVERRIDE
    }

    public Place place() {
        return new Place(source.file(), line, column);
    }
}
