package dev.astra.config.service;

import dev.astra.config.tree.Fields;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Scalar;
import dev.astra.model.Limits;
import dev.astra.model.Limits.Cpu;
import dev.astra.model.Limits.Ulimit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What a container may use: `mem_limit`, `cpus`, `ulimits`, … and `deploy.resources`, which says the same.
final class LimitsReader {
    static final Set<String> RESOURCE_KEYS = Set.of("limits", "reservations");
    static final Set<String> AMOUNT_KEYS = Set.of("cpus", "memory", "pids", "devices", "generic_resources");
    static final Set<String> ULIMIT_KEYS = Set.of("soft", "hard");

    private final Fields fields;
    private final Problems problems;

    LimitsReader(Fields fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    Limits read() {
        Optional<Fields> resources = fields.fields("deploy").flatMap(deploy -> deploy.fields("resources"));
        resources.ifPresent(each -> each.only(RESOURCE_KEYS, "resources"));
        Optional<Fields> limits = resources.flatMap(each -> each.fields("limits"));
        Optional<Fields> reservations = resources.flatMap(each -> each.fields("reservations"));
        limits.ifPresent(each -> warnOf(each, "devices", "generic_resources"));
        reservations.ifPresent(each -> warnOf(each, "cpus", "pids", "devices", "generic_resources"));
        double count = fields.number("cpus", limits.map(each -> each.number("cpus", 0)).orElse(0.0));
        Cpu cpu = new Cpu(count, fields.integer("cpu_shares", 0, Long.MAX_VALUE).orElse(0),
                fields.text("cpuset").orElse(""), micros("cpu_quota"), micros("cpu_period"));
        long memory = fields.bytes("mem_limit").orElse(bytes(limits));
        long reserved = fields.bytes("mem_reservation").orElse(bytes(reservations));
        long pids = fields.integer("pids_limit", -1, Long.MAX_VALUE)
                .orElse(limits.map(each -> each.integer("pids", -1, Long.MAX_VALUE).orElse(0)).orElse(0L));
        return new Limits(cpu, memory, reserved, swap(), pids, fields.bytes("shm_size").orElse(0), ulimits());
    }

    private static long bytes(Optional<Fields> amounts) {
        return amounts.map(each -> each.bytes("memory").orElse(0)).orElse(0L);
    }

    private static void warnOf(Fields amounts, String... keys) {
        amounts.only(AMOUNT_KEYS, "resources");
        for (String key : keys) {
            if (amounts.has(key)) {
                amounts.warning(key, key + " of resources is not honoured here", "");
            }
        }
    }

    /// A number of microseconds, or a duration.
    private long micros(String key) {
        boolean plain = fields.text(key)
                .filter(text -> !text.isEmpty() && text.chars().allMatch(Character::isDigit))
                .isPresent();
        return plain
                ? fields.integer(key, 0, Long.MAX_VALUE).orElse(0)
                : fields.duration(key).map(each -> each.toNanos() / 1_000).orElse(0L);
    }

    private long swap() {
        return fields.text("memswap_limit").orElse("").equals("-1") ? -1 : fields.bytes("memswap_limit").orElse(0);
    }

    private Map<String, Ulimit> ulimits() {
        Map<String, Ulimit> ulimits = new LinkedHashMap<>();
        fields.fields("ulimits").ifPresent(all -> all.mapping().entries().forEach((name, entry) -> {
            if (entry.value() instanceof Mapping mapping) {
                Fields pair = Fields.of(mapping, problems);
                pair.only(ULIMIT_KEYS, "ulimits");
                OptionalLong soft = pair.integer("soft", -1, Long.MAX_VALUE);
                OptionalLong hard = pair.integer("hard", -1, Long.MAX_VALUE);
                if (!pair.has("soft") || !pair.has("hard")) {
                    problems.add(mapping.place(), "the limit " + name + " needs both soft and hard");
                } else if (soft.isPresent() && hard.isPresent()) {
                    ulimits.put(name, new Ulimit(soft.getAsLong(), hard.getAsLong()));
                }
            } else if (entry.value() instanceof Scalar) {
                all.integer(name, -1, Long.MAX_VALUE)
                        .ifPresent(value -> ulimits.put(name, new Ulimit(value, value)));
            }
        }));
        return ulimits;
    }
}
