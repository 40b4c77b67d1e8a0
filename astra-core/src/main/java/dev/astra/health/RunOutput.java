package dev.astra.health;

import java.io.IOException;

/// What a run has written so far, read from its first byte on; each object is one reader with its own place.
@FunctionalInterface
public interface RunOutput {
    /// Nothing to read, ever.
    RunOutput NONE = _ -> 0;

    /// Copies what follows what was read before, whole lines or not, and returns at once.
    ///
    /// @return how many bytes were copied; 0: nothing new yet
    int read(byte[] buffer) throws IOException;
}
