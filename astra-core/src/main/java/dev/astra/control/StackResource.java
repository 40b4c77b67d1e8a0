package dev.astra.control;

import dev.astra.model.Stack;
import java.nio.file.Path;
import java.util.List;

/// The running stack, as programs see it.
public record StackResource(String name, String folder, List<String> files, List<String> services) {
    static StackResource of(Stack stack) {
        return new StackResource(stack.name(), stack.folder().toString(),
                stack.files().stream().map(Path::toString).toList(), List.copyOf(stack.services().keySet()));
    }
}
