package dev.astra.watch.jvm;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What one jar or folder of a class path holds.
///
/// @param stamp the same for as long as nobody has written the jar; of a folder, when any file in it was changed last
/// @param entries by name
/// @param manifest what of a jar's manifest matters to who runs it, as one number
/// @param classPath where its manifest sends the class loader next
record Place(Stamp stamp, Map<String, Piece> entries, long manifest, List<Path> classPath) {
    static final Place NOTHING = new Place(Stamp.NONE, Map.of(), 0, List.of());
}
