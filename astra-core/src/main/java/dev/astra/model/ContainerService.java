package dev.astra.model;

/// A service that has an image: a container, or where there is no engine the embedded store that stands for it.
public record ContainerService(Common common, ContainerSpec container, Hooks hooks) implements Service {
    @Override
    public boolean runsLike(Service other) {
        return other instanceof ContainerService service && container.equals(service.container)
                && common.runsLike(service.common);
    }
}
