package dev.astra.config.merge;

import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Mapping.Entry;
import dev.astra.config.tree.Mark.Laying;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Sequence;
import dev.astra.config.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Lays one tree over another by the rules of
/// [Compose](https://docs.docker.com/reference/compose-file/merge/): mappings by key, lists one after the other,
/// `KEY=VALUE` lists by key, commands and single values replaced, `!reset` and `!override` honoured.
public final class Merger {
    /// How the values of some keys of a service merge; other keys merge by what they are.
    private static final Map<String, Rule> RULES = Map.ofEntries(Map.entry("command", Rule.REPLACE),
            Map.entry("entrypoint", Rule.REPLACE), Map.entry("healthcheck.test", Rule.REPLACE),
            Map.entry("annotations", Rule.PAIRS), Map.entry("environment", Rule.PAIRS),
            Map.entry("labels", Rule.PAIRS), Map.entry("sysctls", Rule.PAIRS), Map.entry("deploy.labels", Rule.PAIRS),
            Map.entry("build.args", Rule.PAIRS), Map.entry("build.labels", Rule.PAIRS),
            Map.entry("build.additional_contexts", Rule.PAIRS), Map.entry("build.command", Rule.REPLACE),
            Map.entry("build", Rule.CONTEXT), Map.entry("depends_on", Rule.NAMES), Map.entry("networks", Rule.NAMES),
            Map.entry("dns", Rule.LIST), Map.entry("dns_opt", Rule.LIST), Map.entry("dns_search", Rule.LIST),
            Map.entry("env_file", Rule.LIST), Map.entry("label_file", Rule.LIST), Map.entry("tmpfs", Rule.LIST),
            Map.entry("watch", Rule.WATCH), Map.entry("watch.files", Rule.LIST),
            Map.entry("watch.reflection", Rule.LIST), Map.entry("extra_hosts", Rule.HOSTS),
            Map.entry("logging", Rule.LOGGING),
            Map.entry("resource.labels", Rule.PAIRS), Map.entry("build.sources", Rule.LIST),
            Map.entry("build.extra_hosts", Rule.HOSTS));

    private final Problems problems;

    private enum Rule {
        REPLACE, PAIRS, CONTEXT, NAMES, LIST, HOSTS, LOGGING, WATCH
    }

    public Merger(Problems problems) {
        this.problems = problems;
    }

    /// A whole file laid over those before it.
    public Mapping files(Mapping base, Mapping over) {
        SequencedMap<String, Entry> merged = new LinkedHashMap<>(base.entries());
        over.entries().forEach((key, entry) -> {
            boolean services = key.equals("services");
            if (entry.value() instanceof Mapping upper && base.mapping(key).isPresent() && !replaces(upper)) {
                merged.put(key, new Entry(entry.key(), sections(base.mapping(key).get(), upper, services)));
            } else {
                lay(merged, key, entry, "file." + key);
            }
        });
        return new Mapping(base.mark(), merged);
    }

    /// A service laid over another one.
    public Mapping services(Mapping base, Mapping over) {
        return mappings(base, over, "");
    }

    private Mapping sections(Mapping base, Mapping over, boolean services) {
        SequencedMap<String, Entry> merged = new LinkedHashMap<>(base.entries());
        over.entries().forEach((name, entry) -> {
            Optional<Mapping> lower = base.mapping(name);
            if (lower.isPresent() && entry.value() instanceof Mapping upper && !replaces(upper)) {
                String path = services ? "" : "resource";
                merged.put(name, new Entry(entry.key(), mappings(lower.get(), upper, path)));
            } else {
                lay(merged, name, entry, "resource");
            }
        });
        return new Mapping(over.mark(), merged);
    }

    private Mapping mappings(Mapping base, Mapping over, String path) {
        SequencedMap<String, Entry> merged = new LinkedHashMap<>(base.entries());
        over.entries().forEach((key, entry) -> lay(merged, key, entry, path.isEmpty() ? key : path + "." + key));
        return new Mapping(over.mark(), merged);
    }

    private void lay(SequencedMap<String, Entry> merged, String key, Entry over, String path) {
        if (over.value().mark().laying() == Laying.RESET) {
            merged.remove(key);
            return;
        }
        Entry base = merged.get(key);
        if (base == null || replaces(over.value())) {
            merged.put(key, over);
            return;
        }
        if (over.value().isNull() && !path.equals("environment." + key)) {
            return;
        }
        merged.put(key, new Entry(over.key(), values(base.value(), over.value(), path)));
    }

    private static boolean replaces(Tree tree) {
        return tree.mark().laying() == Laying.OVERRIDE;
    }

    private Tree values(Tree base, Tree over, String path) {
        Rule rule = RULES.get(path);
        if (rule == null) {
            return plain(base, over, path);
        }
        return switch (rule) {
            case REPLACE -> over;
            case PAIRS -> mappings(Shapes.pairs(base), Shapes.pairs(over), path);
            case NAMES -> mappings(Shapes.names(base), Shapes.names(over), path);
            case CONTEXT -> mappings(Shapes.context(base), Shapes.context(over), path);
            case LIST -> append(Shapes.list(base), Shapes.list(over));
            case HOSTS -> append(Shapes.hosts(base), Shapes.hosts(over));
            case LOGGING -> logging(base, over);
            case WATCH -> base instanceof Mapping || over instanceof Mapping
                    ? mappings(Shapes.files(base), Shapes.files(over), path)
                    : append(Shapes.list(base), Shapes.list(over));
        };
    }

    private Tree plain(Tree base, Tree over, String path) {
        if (base instanceof Mapping lower && over instanceof Mapping upper) {
            return mappings(lower, upper, path);
        }
        if (base instanceof Sequence lower && over instanceof Sequence upper) {
            return append(lower, upper);
        }
        boolean ulimit = path.startsWith("ulimits.");
        if (!ulimit && !base.isNull() && (base instanceof Mapping || base instanceof Sequence)) {
            problems.add(over.place(), over.kindInWords() + " can't be laid over " + base.kindInWords() + " of "
                    + base.place(), "write it in the same form, or !override");
        }
        return over;
    }

    /// One list behind the other, without what is there already.
    private static Sequence append(Sequence base, Sequence over) {
        List<Tree> items = new ArrayList<>(base.items());
        for (Tree item : over.items()) {
            if (items.stream().noneMatch(each -> Shapes.same(each, item))) {
                items.add(item);
            }
        }
        return new Sequence(over.mark(), items);
    }

    private Tree logging(Tree base, Tree over) {
        if (!(base instanceof Mapping lower) || !(over instanceof Mapping upper)) {
            return over;
        }
        Optional<Tree> driver = upper.get("driver");
        Optional<Tree> before = lower.get("driver");
        boolean another = driver.isPresent() && before.isPresent() && !Shapes.same(driver.get(), before.get());
        return another ? upper : mappings(lower, upper, "logging");
    }
}
