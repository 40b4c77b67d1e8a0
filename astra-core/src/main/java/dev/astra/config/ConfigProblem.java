package dev.astra.config;

import dev.astra.model.Place;
import java.nio.file.Path;

/// Something wrong, or worth a warning, in a file.
///
/// @param hint what to write instead; empty: the message says it all
public record ConfigProblem(Place place, String message, String hint) {
    /// `file:line:column: message (hint)`, with the whole path.
    @Override
    public String toString() {
        return text(place.file());
    }

    /// The same with the path as seen from a folder, where the file is below it.
    public String relativeTo(Path folder) {
        Path file = place.file();
        return text(file.startsWith(folder) ? folder.relativize(file) : file);
    }

    private String text(Path file) {
        return file + ":" + place.line() + ":" + place.column() + ": " + message
                + (hint.isEmpty() ? "" : " (" + hint + ")");
    }
}
