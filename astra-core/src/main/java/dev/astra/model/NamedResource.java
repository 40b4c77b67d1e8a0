package dev.astra.model;

import java.util.List;
import java.util.Map;

/// A network or a volume.
///
/// @param name as the engine knows it, such as `shop_default`
/// @param external made by somebody else: never created nor removed by Astra
/// @param driver empty: the engine's default
/// @param addressing of networks only
public record NamedResource(
        String name, boolean external, String driver, Map<String, String> options, Map<String, String> labels,
        Addressing addressing) {
    public NamedResource {
        options = Map.copyOf(options);
        labels = Map.copyOf(labels);
    }

    /// A volume, or a network that leaves its addresses to the engine.
    public NamedResource(
            String name, boolean external, String driver, Map<String, String> options, Map<String, String> labels) {
        this(name, external, driver, options, labels, Addressing.DEFAULT);
    }

    /// A network's addresses.
    ///
    /// @param internal whether it has no way out
    /// @param ipam the driver of addresses; empty: the engine's default
    public record Addressing(boolean internal, boolean attachable, boolean ipv6, String ipam, List<Subnet> subnets) {
        public static final Addressing DEFAULT = new Addressing(false, false, false, "", List.of());

        public Addressing {
            subnets = List.copyOf(subnets);
        }
    }

    /// A range of addresses in CIDR notation; empty: the engine's choice.
    public record Subnet(String subnet, String gateway, String range) {}
}
