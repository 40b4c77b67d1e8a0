package dev.astra.config.service;

import dev.astra.config.merge.Shapes;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Mark;
import dev.astra.config.tree.Scalar;
import dev.astra.config.tree.Tree;
import java.util.Optional;

/// A service as merged from all files, its variables not yet replaced.
///
/// @param key where its name stands
record Definition(String name, Mark key, Mapping raw) {
    /// Whether it has an image, or a recipe for one.
    boolean isContainer() {
        return raw.has("image") || buildsImage();
    }

    /// Whether its processes see the host's network as it is.
    boolean isOnHostNetwork() {
        Optional<Tree> mode = raw.get("network_mode");
        return !isContainer() || (mode.isPresent() && mode.get() instanceof Scalar scalar
                && scalar.text().equals("host"));
    }

    private boolean buildsImage() {
        Optional<Tree> build = raw.get("build");
        if (build.isEmpty()) {
            return false;
        }
        Mapping parts = Shapes.context(build.get());
        return !parts.has("command") && !parts.has("sources");
    }
}
