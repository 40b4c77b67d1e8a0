package dev.astra.model;

import java.util.List;
import java.util.Map;

/// How a container stands in the network.
///
/// @param mode `host`, `none`, `service:NAME`, …; empty: it is attached to networks
/// @param attachments by the key of the network under the file's `networks`
/// @param extraHosts as `name:address`
/// @param hostname empty: the engine's choice
/// @param domain empty: none
/// @param expose ports that only other containers reach, as written
public record NetworkOptions(
        String mode, Map<String, Attachment> attachments, List<String> extraHosts, Dns dns, String hostname,
        String domain, List<String> expose) {
    public static final NetworkOptions NONE = new NetworkOptions("", Map.of(), List.of(), Dns.NONE, "", "",
            List.of());

    public NetworkOptions {
        attachments = Map.copyOf(attachments);
        extraHosts = List.copyOf(extraHosts);
        expose = List.copyOf(expose);
    }

    /// One network of a container; what is empty is the engine's choice.
    ///
    /// @param priority the network with the highest is attached first
    public record Attachment(
            List<String> aliases, String ipv4, String ipv6, String mac, Map<String, String> options, int priority) {
        public static final Attachment PLAIN = new Attachment(List.of(), "", "", "", Map.of(), 0);

        public Attachment {
            aliases = List.copyOf(aliases);
            options = Map.copyOf(options);
        }
    }

    /// Where a container's names are looked up; what is empty is the engine's choice.
    public record Dns(List<String> servers, List<String> search, List<String> options) {
        public static final Dns NONE = new Dns(List.of(), List.of(), List.of());

        public Dns {
            servers = List.copyOf(servers);
            search = List.copyOf(search);
            options = List.copyOf(options);
        }
    }
}
