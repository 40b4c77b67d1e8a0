package dev.astra.config.service;

import dev.astra.config.merge.Shapes;
import dev.astra.config.tree.Fields;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Scalar;
import dev.astra.config.tree.Tree;
import dev.astra.model.Place;
import dev.astra.model.Port;
import dev.astra.model.Port.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// `ports`, in the short and the long form. In a native service a port alone is the one it listens on.
final class PortsReader {
    private static final Set<String> KEYS = Set.of("target", "published", "host_ip", "protocol", "mode", "name",
            "app_protocol");
    private static final String FORMS = "write \"8080:80\", \"127.0.0.1:8080:80\" or 80";

    private final Problems problems;
    private final boolean container;

    PortsReader(Problems problems, boolean container) {
        this.problems = problems;
        this.container = container;
    }

    /// Numbers from a first to a last one.
    private record Range(int first, int last) {
        static final Range NONE = new Range(0, 0);

        int size() {
            return last - first + 1;
        }
    }

    List<Port> read(Tree tree) {
        Set<Port> ports = new LinkedHashSet<>();
        for (Tree item : Shapes.list(tree).items()) {
            switch (item) {
                case Scalar scalar -> ports.addAll(shortForm(scalar));
                case Mapping mapping -> ports.addAll(longForm(Fields.of(mapping, problems)));
                default -> problems.add(item.place(), "a port can't be " + item.kindInWords(), FORMS);
            }
        }
        return new ArrayList<>(ports);
    }

    private List<Port> shortForm(Scalar scalar) {
        String text = scalar.text();
        int slash = text.lastIndexOf('/');
        Optional<Protocol> protocol = protocol(slash < 0 ? "tcp" : text.substring(slash + 1));
        String rest = slash < 0 ? text : text.substring(0, slash);
        String host = "";
        int bracket = rest.indexOf(']');
        if (rest.startsWith("[") && bracket > 0 && rest.startsWith(":", bracket + 1)) {
            host = rest.substring(1, bracket);
            rest = rest.substring(bracket + 2);
        }
        String[] parts = rest.split(":", -1);
        if (protocol.isEmpty() || parts.length > 3 || (parts.length == 3 && !host.isEmpty())) {
            return wrong(scalar);
        }
        boolean address = parts.length == 2 && !container && range(parts[0]).isEmpty();
        if (parts.length == 3 || address) {
            host = parts[0];
        }
        Optional<Range> target = range(parts[parts.length - 1]);
        String written = parts.length == 1 || address ? "" : parts[parts.length - 2];
        Optional<Range> published = written.isEmpty() ? Optional.of(Range.NONE) : range(written);
        if (target.isEmpty() || published.isEmpty()) {
            return wrong(scalar);
        }
        return ports(host, published.get(), target.get(), protocol.get(), scalar.place());
    }

    private List<Port> longForm(Fields fields) {
        fields.only(KEYS, "ports");
        OptionalInt target = fields.integer("target", 1, 65_535)
                .stream()
                .mapToInt(Math::toIntExact)
                .findFirst();
        Optional<Protocol> protocol = protocol(fields.text("protocol").orElse("tcp"));
        String written = fields.text("published").orElse("");
        Optional<Range> published = written.isEmpty() ? Optional.of(Range.NONE) : range(written);
        if (!fields.has("target")) {
            problems.add(fields.mapping().place(), "a port without a target", "{ target: 80, published: 8080 }");
        }
        if (protocol.isEmpty()) {
            fields.problem("protocol", "protocol must be tcp or udp", "");
        }
        if (published.isEmpty()) {
            fields.problem("published", "published must be a port such as 8080, not " + written, "");
        }
        if (target.isEmpty() || protocol.isEmpty() || published.isEmpty()) {
            return List.of();
        }
        Range own = new Range(target.getAsInt(), target.getAsInt());
        return ports(fields.text("host_ip").orElse(""), published.get(), own, protocol.get(),
                fields.mapping().place());
    }

    private List<Port> ports(String host, Range published, Range target, Protocol protocol, Place place) {
        boolean fixed = published.first() > 0;
        if (fixed && target.size() > 1 && target.size() != published.size()) {
            problems.add(place, "the ranges differ: " + published.size() + " ports for " + target.size());
            return List.of();
        }
        if (!container && fixed && !published.equals(target)) {
            problems.add(place, "a process listens on one port: nothing maps " + published.first() + " to "
                    + target.first(), "write the port it listens on: ports: [" + target.first() + "]");
            return List.of();
        }
        boolean choice = fixed && target.size() < published.size();
        if (choice) {
            problems.warn(place, "of a range of ports for one, the engine is left to choose any port",
                    "write a single port");
        }
        List<Port> ports = new ArrayList<>(target.size());
        for (int index = 0; index < target.size(); index++) {
            int own = target.first() + index;
            int outer = choice ? 0 : fixed ? published.first() + index : container ? 0 : own;
            ports.add(new Port(host, outer, own, protocol));
        }
        return ports;
    }

    private List<Port> wrong(Scalar scalar) {
        problems.add(scalar.place(), scalar.kindInWords() + " is no port", FORMS);
        return List.of();
    }

    private static Optional<Protocol> protocol(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "tcp" -> Optional.of(Protocol.TCP);
            case "udp" -> Optional.of(Protocol.UDP);
            default -> Optional.empty();
        };
    }

    private static Optional<Range> range(String text) {
        int dash = text.indexOf('-');
        int first = number(dash < 0 ? text : text.substring(0, dash));
        int last = dash < 0 ? first : number(text.substring(dash + 1));
        return first < 1 || last < first ? Optional.empty() : Optional.of(new Range(first, last));
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            return number > 65_535 ? -1 : number;
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
