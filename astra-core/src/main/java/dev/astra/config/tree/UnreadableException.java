package dev.astra.config.tree;

import dev.astra.model.Place;
import java.io.Serial;
import java.nio.file.Path;

/// A file that holds no YAML, or cannot be read at all.
public final class UnreadableException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Place place;
    private final String hint;

    UnreadableException(Place place, String message, String hint) {
        super(message);
        this.place = place;
        this.hint = hint;
    }

    UnreadableException(Path file, String message, String hint) {
        this(new Place(file, 1, 1), message, hint);
    }

    /// Adds it to the problems found so far.
    public void report(Problems problems) {
        problems.add(place, String.valueOf(getMessage()), hint);
    }
}
