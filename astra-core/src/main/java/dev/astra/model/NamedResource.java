package dev.astra.model;

import java.util.Map;

/// A network or a volume.
///
/// @param name as the engine knows it, such as `shop_default`
/// @param external made by somebody else: never created nor removed by Astra
/// @param driver empty: the engine's default
public record NamedResource(
        String name, boolean external, String driver, Map<String, String> options, Map<String, String> labels) {
    public NamedResource {
        options = Map.copyOf(options);
        labels = Map.copyOf(labels);
    }
}
