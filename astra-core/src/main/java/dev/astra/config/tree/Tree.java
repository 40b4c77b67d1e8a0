package dev.astra.config.tree;

import dev.astra.model.Place;

/// A value of a YAML file. Immutable; anchors share it.
public sealed interface Tree permits Scalar, Sequence, Mapping {
    Mark mark();

    /// What it is, for a person: `text`, `a list`, `a mapping`, `nothing`, …
    String kindInWords();

    default Place place() {
        return mark().place();
    }

    default Source source() {
        return mark().source();
    }

    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.kind() == Scalar.Kind.NULL;
    }
}
