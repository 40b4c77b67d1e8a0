package dev.astra.model;

import java.util.Optional;

/// How a container's image is had, and which of the image's own settings do not count.
///
/// @param platform such as `linux/amd64`; empty: the engine's
/// @param build none: the image is pulled
/// @param healthcheckDisabled whether the image's own healthcheck is switched off
/// @param stopSignal none: the image's own
public record ImageOptions(
        PullPolicy pull, String platform, Optional<ImageBuild> build, boolean healthcheckDisabled,
        Optional<Signal> stopSignal) {
    public static final ImageOptions NONE = new ImageOptions(PullPolicy.MISSING, "", Optional.empty(), false,
            Optional.empty());
}
