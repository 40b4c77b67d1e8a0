package dev.astra.daemon;

import dev.astra.embedded.EmbeddedData;
import dev.astra.model.Stack;
import java.io.IOException;
import java.util.List;

/// What a stack keeps across `down`.
public final class StackData {
    private StackData() {}

    /// Removes the data of the embedded stores, but not what is external. Nothing of the stack may run.
    ///
    /// @return the names of what was removed
    /// @throws IOException with the file that can't be removed, or the symbolic link that stands in the way
    public static List<String> remove(Project project, Stack stack) throws IOException {
        project.refuseLinks();
        return EmbeddedData.remove(stack, project.data());
    }
}
