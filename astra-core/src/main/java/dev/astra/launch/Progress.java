package dev.astra.launch;

import java.util.Optional;

/// Is told how long work on the way to a start goes on. Called from any thread; returns at once.
@FunctionalInterface
public interface Progress {
    /// @param text what is being done, such as `downloading postgres 17.11`
    /// @param fraction how much of it is done, 0 to 1; none: not known
    void report(String text, Optional<Double> fraction);
}
