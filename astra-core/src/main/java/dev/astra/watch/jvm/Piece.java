package dev.astra.watch.jvm;

import java.nio.file.Path;

/// An entry of a class path as it lies in a jar or folder.
///
/// @param place the jar or folder
/// @param path where it is there; under another name than its own for a version of a multi-release jar
/// @param key the same for as long as the content is the same
record Piece(Path place, String path, long key) {}
