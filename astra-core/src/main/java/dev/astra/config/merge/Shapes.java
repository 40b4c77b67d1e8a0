package dev.astra.config.merge;

import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Mapping.Entry;
import dev.astra.config.tree.Scalar;
import dev.astra.config.tree.Sequence;
import dev.astra.config.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Brings the several ways to write the same thing into one form, so that they can be merged.
public final class Shapes {
    private Shapes() {}

    /// `[KEY=VALUE, OTHER]` as `{KEY: VALUE, OTHER: null}`; items that are no text are left out.
    public static Mapping pairs(Tree tree) {
        if (tree instanceof Mapping mapping) {
            return mapping;
        }
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        for (Tree item : list(tree).items()) {
            if (item instanceof Scalar scalar) {
                int equals = scalar.text().indexOf('=');
                String key = equals < 0 ? scalar.text() : scalar.text().substring(0, equals);
                Scalar value = equals < 0
                        ? new Scalar(scalar.mark(), "", Scalar.Kind.NULL)
                        : scalar.withText(scalar.text().substring(equals + 1));
                entries.put(key, new Entry(scalar.mark(), value));
            }
        }
        return new Mapping(tree.mark(), entries);
    }

    /// `[a, b]` as `{a: null, b: null}`.
    public static Mapping names(Tree tree) {
        if (tree instanceof Mapping mapping) {
            return mapping;
        }
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        for (Tree item : list(tree).items()) {
            if (item instanceof Scalar scalar) {
                Scalar nothing = new Scalar(scalar.mark(), "", Scalar.Kind.NULL);
                entries.put(scalar.text(), new Entry(scalar.mark(), nothing));
            }
        }
        return new Mapping(tree.mark(), entries);
    }

    /// `build: ./dir` as `build: {context: ./dir}`.
    public static Mapping context(Tree tree) {
        if (tree instanceof Scalar) {
            return Mapping.empty(tree.mark()).with("context", new Entry(tree.mark(), tree));
        }
        return tree instanceof Mapping mapping ? mapping : Mapping.empty(tree.mark());
    }

    /// `value` as `[value]`; nothing as the empty list.
    public static Sequence list(Tree tree) {
        if (tree instanceof Sequence sequence) {
            return sequence;
        }
        return new Sequence(tree.mark(), tree.isNull() ? List.of() : List.of(tree));
    }

    /// `watch: [file]` as `watch: {files: [file]}`.
    static Mapping files(Tree tree) {
        if (tree instanceof Mapping mapping) {
            return mapping;
        }
        return Mapping.empty(tree.mark()).with("files", new Entry(tree.mark(), list(tree)));
    }

    /// `{host: address}` as `[host=address]`.
    public static Sequence hosts(Tree tree) {
        if (!(tree instanceof Mapping mapping)) {
            return list(tree);
        }
        List<Tree> items = new ArrayList<>();
        mapping.entries().forEach((host, entry) -> {
            for (Tree address : list(entry.value()).items()) {
                if (address instanceof Scalar scalar) {
                    items.add(scalar.withText(host + "=" + scalar.text()));
                }
            }
        });
        return new Sequence(mapping.mark(), items);
    }

    /// Whether two trees say the same, wherever they stand.
    public static boolean same(Tree one, Tree other) {
        return switch (one) {
            case Scalar scalar -> other instanceof Scalar second && scalar.text().equals(second.text())
                    && scalar.isNull() == second.isNull();
            case Sequence sequence -> other instanceof Sequence second && sameItems(sequence, second);
            case Mapping mapping -> other instanceof Mapping second && sameEntries(mapping, second);
        };
    }

    private static boolean sameItems(Sequence one, Sequence other) {
        if (one.items().size() != other.items().size()) {
            return false;
        }
        for (int index = 0; index < one.items().size(); index++) {
            if (!same(one.items().get(index), other.items().get(index))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameEntries(Mapping one, Mapping other) {
        if (!one.entries().keySet().equals(other.entries().keySet())) {
            return false;
        }
        for (String key : one.entries().keySet()) {
            Entry first = one.entries().get(key);
            Entry second = other.entries().get(key);
            if (first == null || second == null || !same(first.value(), second.value())) {
                return false;
            }
        }
        return true;
    }
}
