package dev.astra.config.service;

import dev.astra.config.tree.Fields;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Tree;
import dev.astra.model.NamedResource;
import dev.astra.model.NamedResource.Addressing;
import dev.astra.model.NamedResource.Subnet;
import dev.astra.model.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The top-level `networks` and `volumes`.
final class ResourcesReader {
    static final Set<String> NETWORK_KEYS = Set.of("name", "external", "driver", "driver_opts", "labels", "internal",
            "attachable", "enable_ipv4", "enable_ipv6", "ipam");
    static final Set<String> VOLUME_KEYS = Set.of("name", "external", "driver", "driver_opts", "labels");
    static final Set<String> IPAM_KEYS = Set.of("driver", "config", "options");
    static final Set<String> SUBNET_KEYS = Set.of("subnet", "gateway", "ip_range", "aux_addresses");

    private final String project;
    private final Problems problems;

    ResourcesReader(String project, Problems problems) {
        this.project = project;
        this.problems = problems;
    }

    /// @param root the whole file
    /// @param defaultNetwork whether some container is on the network that needs no mention
    Resources read(Fields root, boolean defaultNetwork) {
        Map<String, NamedResource> networks = section(root, "networks", NETWORK_KEYS);
        if (defaultNetwork) {
            networks.putIfAbsent("default", new NamedResource(project + "_default", false, "", Map.of(), Map.of()));
        }
        return new Resources(networks, section(root, "volumes", VOLUME_KEYS));
    }

    private Map<String, NamedResource> section(Fields root, String section, Set<String> keys) {
        Map<String, NamedResource> all = new LinkedHashMap<>();
        root.fields(section).ifPresent(each -> each.mapping().entries().forEach((key, entry) -> {
            Tree tree = entry.value();
            if (!tree.isNull() && !(tree instanceof Mapping)) {
                problems.add(tree.place(), key + " under " + section + " must be a mapping, not "
                        + tree.kindInWords());
            }
            Fields fields = Fields.of(tree instanceof Mapping mapping ? mapping : Mapping.empty(tree.mark()),
                    problems);
            fields.only(keys, section);
            all.put(key, resource(key, fields));
        }));
        return all;
    }

    private NamedResource resource(String key, Fields fields) {
        Optional<String> oldName = Optional.empty();
        boolean external;
        if (fields.tree("external").orElse(null) instanceof Mapping mapping) {
            oldName = Fields.of(mapping, problems).text("name");
            external = true;
        } else {
            external = fields.flag("external", false);
        }
        String otherwise = oldName.orElse(external ? key : project + "_" + key);
        String name = fields.text("name").orElse(otherwise);
        return new NamedResource(name, external, fields.text("driver").orElse(""), fields.pairs("driver_opts"),
                fields.pairs("labels"), addressing(fields));
    }

    private Addressing addressing(Fields fields) {
        List<Subnet> subnets = new ArrayList<>();
        Optional<Fields> ipam = fields.fields("ipam");
        ipam.ifPresent(each -> {
            each.only(IPAM_KEYS, "ipam");
            for (Tree item : each.items("config")) {
                if (item instanceof Mapping mapping) {
                    Fields subnet = Fields.of(mapping, problems);
                    subnet.only(SUBNET_KEYS, "ipam.config");
                    subnets.add(new Subnet(subnet.text("subnet").orElse(""), subnet.text("gateway").orElse(""),
                            subnet.text("ip_range").orElse("")));
                }
            }
        });
        return new Addressing(fields.flag("internal", false), fields.flag("attachable", false),
                fields.flag("enable_ipv6", false), ipam.flatMap(each -> each.text("driver")).orElse(""), subnets);
    }
}
