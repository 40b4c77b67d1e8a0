package dev.astra.config.service;

import dev.astra.config.Suggestion;
import dev.astra.config.merge.Shapes;
import dev.astra.config.tree.Fields;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Scalar;
import dev.astra.config.tree.Sequence;
import dev.astra.config.tree.Tree;
import dev.astra.model.Common;
import dev.astra.model.Dependency;
import dev.astra.model.Dependency.Condition;
import dev.astra.model.Healthcheck;
import dev.astra.model.Port;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What processes and containers have in common.
final class CommonReader {
    static final Set<String> DEPENDENCY_KEYS = Set.of("condition", "required", "restart");
    private static final List<String> CONDITIONS = List.of("service_started", "service_healthy",
            "service_completed_successfully");

    private final Definition definition;
    private final Fields fields;
    private final Problems problems;

    CommonReader(Definition definition, Fields fields, Problems problems) {
        this.definition = definition;
        this.fields = fields;
        this.problems = problems;
    }

    Common read() {
        boolean container = definition.isContainer();
        LifeReader life = new LifeReader(fields, container, problems);
        Optional<Healthcheck> healthcheck = fields.fields("healthcheck")
                .flatMap(each -> new HealthcheckReader(each, container).read());
        List<Port> ports = fields.tree("ports")
                .map(new PortsReader(problems, container)::read)
                .orElse(List.of());
        return new Common(definition.name(), group(), new LinkedHashSet<>(fields.texts("profiles")), dependencies(),
                healthcheck, life.restart(), life.stop(), ports, fields.pairs("labels"), definition.key().place());
    }

    private String group() {
        String group = fields.text("group").orElse("");
        if (!group.isEmpty() && !Names.isServiceName(group)) {
            fields.problem("group", "\"" + group + "\" is no name for a group",
                    "letters, digits, dots, dashes and underscores");
        }
        return group;
    }

    private List<Dependency> dependencies() {
        Map<String, Dependency> all = new LinkedHashMap<>();
        fields.tree("depends_on").ifPresent(tree -> {
            if (tree instanceof Scalar scalar) {
                problems.add(scalar.place(), "depends_on must be a list or a mapping, not " + scalar.kindInWords(),
                        "depends_on: [" + scalar.text() + "]");
                return;
            }
            if (tree instanceof Sequence sequence) {
                fields.scalars(sequence, "depends_on");
            }
            Shapes.names(tree)
                    .entries()
                    .forEach((name, entry) -> all.put(name, dependency(name, entry.value())));
        });
        for (String name : implied()) {
            all.putIfAbsent(name, new Dependency(name, Condition.SERVICE_STARTED, true, true));
        }
        return new ArrayList<>(all.values());
    }

    private Dependency dependency(String name, Tree tree) {
        if (!tree.isNull() && !(tree instanceof Mapping)) {
            problems.add(tree.place(), "what " + name + " must be goes into a mapping, not " + tree.kindInWords(),
                    name + ": { condition: service_healthy }");
        }
        Fields details = Fields.of(tree instanceof Mapping mapping ? mapping : Mapping.empty(tree.mark()), problems);
        details.only(DEPENDENCY_KEYS, "depends_on");
        String word = details.text("condition").orElse("service_started");
        Condition condition = switch (word) {
            case "service_started" -> Condition.SERVICE_STARTED;
            case "service_healthy" -> Condition.SERVICE_HEALTHY;
            case "service_completed_successfully" -> Condition.SERVICE_COMPLETED_SUCCESSFULLY;
            default -> {
                String near = Suggestion.didYouMean(word, CONDITIONS);
                details.problem("condition", "there is no condition " + word,
                        near.isEmpty() ? String.join(", ", CONDITIONS) : near);
                yield Condition.SERVICE_STARTED;
            }
        };
        return new Dependency(name, condition, details.flag("required", true), details.flag("restart", false));
    }

    /// Services whose names or namespaces a container uses, which Compose counts as dependencies.
    private List<String> implied() {
        List<String> implied = new ArrayList<>();
        if (!definition.isContainer()) {
            return implied;
        }
        for (String link : fields.texts("links")) {
            int colon = link.indexOf(':');
            implied.add(colon < 0 ? link : link.substring(0, colon));
        }
        for (String key : List.of("network_mode", "ipc", "pid", "uts")) {
            fields.text(key)
                    .filter(mode -> mode.startsWith("service:"))
                    .ifPresent(mode -> implied.add(mode.substring("service:".length())));
        }
        return implied;
    }
}
