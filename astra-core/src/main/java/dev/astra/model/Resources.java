package dev.astra.model;

import java.util.Map;

/// The top-level networks and volumes of the Compose files, by the key that services use for them.
public record Resources(Map<String, NamedResource> networks, Map<String, NamedResource> volumes) {
    public static final Resources NONE = new Resources(Map.of(), Map.of());

    public Resources {
        networks = Map.copyOf(networks);
        volumes = Map.copyOf(volumes);
    }
}
