package dev.astra.model;

import java.nio.file.Path;

/// Where something was written: a file, and a line and column that count from 1.
public record Place(Path file, int line, int column) {
    public Place {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("lines and columns count from 1: " + line + ":" + column);
        }
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
