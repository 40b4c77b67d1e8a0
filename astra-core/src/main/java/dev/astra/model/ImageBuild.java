package dev.astra.model;

import java.util.List;
import java.util.Map;

/// How an image is built by the engine.
///
/// @param context an absolute path or a URL
/// @param dockerfile relative to the context, or absolute
/// @param inlineDockerfile its text instead of a file; empty: none
/// @param target a stage; empty: the last
public record ImageBuild(
        String context, String dockerfile, String inlineDockerfile, String target, Map<String, String> arguments,
        Map<String, String> labels, Details details) {
    public ImageBuild {
        arguments = Map.copyOf(arguments);
        labels = Map.copyOf(labels);
    }

    /// What is seldom said.
    ///
    /// @param tags beside the service's image
    /// @param network of the build's steps; empty: the engine's default
    /// @param extraHosts as `name:address`
    /// @param shmBytes 0: the engine's default
    public record Details(
            boolean noCache, boolean pull, String network, List<String> tags, List<String> cacheFrom,
            List<String> extraHosts, long shmBytes) {
        public static final Details NONE = new Details(false, false, "", List.of(), List.of(), List.of(), 0);

        public Details {
            tags = List.copyOf(tags);
            cacheFrom = List.copyOf(cacheFrom);
            extraHosts = List.copyOf(extraHosts);
        }
    }
}
