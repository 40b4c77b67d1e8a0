package dev.astra.config.expand;

import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Mapping.Entry;
import dev.astra.config.tree.Mark.Laying;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Scalar;
import dev.astra.config.tree.Sequence;
import dev.astra.config.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/// Replaces the variables in every value of a tree, keys aside, and drops what was `!reset`.
public final class Expander {
    private final Function<Scalar, Scope> scopes;
    private final Problems problems;

    /// @param scopes what names mean in a value; it may depend on the file that holds it
    public Expander(Function<Scalar, Scope> scopes, Problems problems) {
        this.scopes = scopes;
        this.problems = problems;
    }

    /// The tree without variables. A value that cannot be expanded is a problem, and stays as it is.
    public Tree expand(Tree tree) {
        return switch (tree) {
            case Scalar scalar -> scalar(scalar);
            case Sequence sequence -> sequence(sequence);
            case Mapping mapping -> mapping(mapping);
        };
    }

    public Mapping mapping(Mapping mapping) {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> {
            if (entry.value().mark().laying() != Laying.RESET) {
                entries.put(key, new Entry(entry.key(), expand(entry.value())));
            }
        });
        return new Mapping(mapping.mark(), entries);
    }

    private Sequence sequence(Sequence sequence) {
        List<Tree> items = new ArrayList<>(sequence.items().size());
        for (Tree item : sequence.items()) {
            if (item.mark().laying() != Laying.RESET) {
                items.add(expand(item));
            }
        }
        return new Sequence(sequence.mark(), items);
    }

    private Scalar scalar(Scalar scalar) {
        if (scalar.text().indexOf('$') < 0) {
            return scalar;
        }
        try {
            return scalar.withText(Template.expand(scalar.text(), scopes.apply(scalar)));
        } catch (TemplateException wrong) {
            problems.add(scalar.place(), wrong.message(), wrong.hint());
            return scalar;
        }
    }
}
