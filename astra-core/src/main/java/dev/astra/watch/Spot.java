package dev.astra.watch;

/// What is wanted of a folder.
enum Spot {
    /// Whether it stays where it is.
    PLACE,
    /// That, and which names appear in it.
    NAMES,
    /// All that, and whatever happens to the files in it.
    CONTENT;

    Spot or(Spot other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
