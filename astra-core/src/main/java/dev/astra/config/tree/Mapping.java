package dev.astra.config.tree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Keys and values, in the order of the file.
public record Mapping(Mark mark, SequencedMap<String, Entry> entries) implements Tree {
    /// A key's place and its value.
    public record Entry(Mark key, Tree value) {}

    public Mapping {
        entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    }

    public static Mapping empty(Mark mark) {
        return new Mapping(mark, new LinkedHashMap<>());
    }

    /// The value of a key; empty when it is missing or null.
    public Optional<Tree> get(String key) {
        Entry entry = entries.get(key);
        return entry == null || entry.value().isNull() ? Optional.empty() : Optional.of(entry.value());
    }

    /// The value of a key where it is a mapping.
    public Optional<Mapping> mapping(String key) {
        return get(key).filter(Mapping.class::isInstance).map(Mapping.class::cast);
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /// The same mapping with one entry more, or another value for a key.
    public Mapping with(String key, Entry entry) {
        SequencedMap<String, Entry> changed = new LinkedHashMap<>(entries);
        changed.put(key, entry);
        return new Mapping(mark, changed);
    }

    public Mapping without(String key) {
        if (!entries.containsKey(key)) {
            return this;
        }
        SequencedMap<String, Entry> changed = new LinkedHashMap<>(entries);
        changed.remove(key);
        return new Mapping(mark, changed);
    }

    @Override
    public String kindInWords() {
        return "a mapping";
    }
}
