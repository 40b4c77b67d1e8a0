package dev.astra.config.service;

import dev.astra.config.merge.Shapes;
import dev.astra.config.tree.Fields;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Scalar;
import dev.astra.config.tree.Tree;
import dev.astra.model.NetworkOptions;
import dev.astra.model.NetworkOptions.Attachment;
import dev.astra.model.NetworkOptions.Dns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How a container stands in the network: `networks`, `network_mode`, `extra_hosts`, `dns`, `hostname`, `expose`.
final class NetworkReader {
    static final Set<String> ATTACHMENT_KEYS = Set.of("aliases", "ipv4_address", "ipv6_address", "mac_address",
            "driver_opts", "priority", "gw_priority", "link_local_ips", "interface_name", "use_service_name_alias");

    private final Fields fields;
    private final Problems problems;

    NetworkReader(Fields fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    NetworkOptions read() {
        String mode = fields.text("network_mode").orElse("");
        Map<String, Attachment> attachments = attachments();
        if (!mode.isEmpty() && !attachments.isEmpty()) {
            fields.problem("network_mode", "network_mode and networks exclude each other", "");
        }
        if (mode.isEmpty() && attachments.isEmpty()) {
            attachments.put("default", Attachment.PLAIN);
        }
        for (String link : fields.texts("links")) {
            if (link.contains(":")) {
                fields.warning("links", "the alias in the link " + link + " is not honoured",
                        "write aliases under networks");
            }
        }
        Dns dns = new Dns(fields.texts("dns"), fields.texts("dns_search"), fields.texts("dns_opt"));
        return new NetworkOptions(mode, attachments, hosts(), dns, fields.text("hostname").orElse(""),
                fields.text("domainname").orElse(""), fields.texts("expose"));
    }

    private Map<String, Attachment> attachments() {
        Map<String, Attachment> attachments = new LinkedHashMap<>();
        Optional<Tree> tree = fields.tree("networks");
        if (tree.isEmpty()) {
            return attachments;
        }
        if (tree.get() instanceof Scalar scalar) {
            fields.problem("networks", "networks must be a list or a mapping, not " + scalar.kindInWords(),
                    "networks: [" + scalar.text() + "]");
            return attachments;
        }
        Shapes.names(tree.get()).entries().forEach((name, entry) -> {
            if (entry.value() instanceof Mapping mapping) {
                attachments.put(name, attachment(Fields.of(mapping, problems)));
            } else {
                attachments.put(name, Attachment.PLAIN);
                if (!entry.value().isNull()) {
                    problems.add(entry.value().place(), "a network's settings must be a mapping, not "
                            + entry.value().kindInWords());
                }
            }
        });
        return attachments;
    }

    private Attachment attachment(Fields network) {
        network.only(ATTACHMENT_KEYS, "networks");
        for (String key : List.of("gw_priority", "link_local_ips", "interface_name", "use_service_name_alias")) {
            if (network.has(key)) {
                network.warning(key, key + " of a network is not honoured", "");
            }
        }
        return new Attachment(network.texts("aliases"), network.text("ipv4_address").orElse(""),
                network.text("ipv6_address").orElse(""), network.text("mac_address").orElse(""),
                network.pairs("driver_opts"), (int) network.integer("priority", 0, Integer.MAX_VALUE).orElse(0));
    }

    /// `name:address`, whichever way it was written.
    private List<String> hosts() {
        List<String> hosts = new ArrayList<>();
        fields.tree("extra_hosts").ifPresent(tree -> {
            for (Scalar each : fields.scalars(Shapes.hosts(tree), "extra_hosts")) {
                host(each).ifPresent(hosts::add);
            }
        });
        return hosts;
    }

    private Optional<String> host(Scalar scalar) {
        String text = scalar.text();
        int equals = text.indexOf('=');
        int sign = equals < 0 ? text.indexOf(':') : equals;
        if (sign < 1 || sign == text.length() - 1) {
            problems.add(scalar.place(), scalar.kindInWords() + " is no host and address", "name=10.0.0.1");
            return Optional.empty();
        }
        String address = text.substring(sign + 1);
        boolean bracketed = address.startsWith("[") && address.endsWith("]");
        return Optional.of(text.substring(0, sign) + ":"
                + (bracketed ? address.substring(1, address.length() - 1) : address));
    }
}
