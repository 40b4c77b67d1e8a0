package dev.astra.config;

import dev.astra.model.Stack;
import java.util.List;

/// A stack, and what is worth saying about the files although they can be used.
public record Loaded(Stack stack, List<ConfigProblem> warnings) {
    public Loaded {
        warnings = List.copyOf(warnings);
    }
}
