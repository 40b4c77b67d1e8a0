package dev.astra.config.tree;

import dev.astra.config.Suggestion;
import dev.astra.model.ByteSize;
import dev.astra.model.ComposeDuration;
import dev.astra.model.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A mapping read by key and type. What has the wrong type is a problem, and reads as if it were missing.
public final class Fields {
    private final Mapping mapping;
    private final Problems problems;

    private Fields(Mapping mapping, Problems problems) {
        this.mapping = mapping;
        this.problems = problems;
    }

    public static Fields of(Mapping mapping, Problems problems) {
        return new Fields(mapping, problems);
    }

    public Mapping mapping() {
        return mapping;
    }

    public Source source() {
        return mapping.source();
    }

    /// Whether there is a value other than null.
    public boolean has(String key) {
        return mapping.get(key).isPresent();
    }

    public Optional<Tree> tree(String key) {
        return mapping.get(key);
    }

    /// Where a key's value is, or the whole mapping where there is none.
    public Place place(String key) {
        return mapping.get(key).map(Tree::place).orElseGet(mapping::place);
    }

    public void problem(String key, String message, String hint) {
        problems.add(place(key), message, hint);
    }

    public void warning(String key, String message, String hint) {
        problems.warn(place(key), message, hint);
    }

    /// Makes every other key a problem, those that start with `x-` aside.
    ///
    /// @param what the mapping is, such as `healthcheck`
    public void only(Set<String> keys, String what) {
        mapping.entries().forEach((key, entry) -> {
            if (!keys.contains(key) && !key.startsWith("x-")) {
                problems.add(entry.key().place(), "unknown key " + key + " in " + what,
                        Suggestion.didYouMean(key, keys));
            }
        });
    }

    public Optional<Scalar> scalar(String key) {
        return mapping.get(key).flatMap(tree -> asScalar(tree, key, " must be a single value"));
    }

    public Optional<String> text(String key) {
        return scalar(key).map(Scalar::text);
    }

    public boolean flag(String key, boolean otherwise) {
        Optional<Scalar> scalar = scalar(key);
        if (scalar.isEmpty()) {
            return otherwise;
        }
        switch (scalar.get().text().toLowerCase(Locale.ROOT)) {
            case "true" -> {
                return true;
            }
            case "false" -> {
                return false;
            }
            default -> {
                wrong(key, scalar.get(), "true or false");
                return otherwise;
            }
        }
    }

    /// A whole number from `least` to `most`.
    public OptionalLong integer(String key, long least, long most) {
        Optional<Scalar> scalar = scalar(key);
        if (scalar.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long value = Long.parseLong(scalar.get().text());
            if (value >= least && value <= most) {
                return OptionalLong.of(value);
            }
        } catch (NumberFormatException _) {
            // told below
        }
        boolean bounded = most < Integer.MAX_VALUE;
        wrong(key, scalar.get(), "a whole number from " + least + (bounded ? " to " + most : " on"));
        return OptionalLong.empty();
    }

    /// A number, at least 0.
    public double number(String key, double otherwise) {
        Optional<Scalar> scalar = scalar(key);
        if (scalar.isEmpty()) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(scalar.get().text());
            if (value >= 0 && value < Double.MAX_VALUE) {
                return value;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        wrong(key, scalar.get(), "a number");
        return otherwise;
    }

    public Optional<Duration> duration(String key) {
        Optional<Scalar> scalar = scalar(key);
        Optional<Duration> duration = scalar.flatMap(each -> ComposeDuration.parse(each.text()));
        if (scalar.isPresent() && duration.isEmpty()) {
            wrong(key, scalar.get(), "a duration such as 30s, 1m30s or 50ms");
        }
        return duration;
    }

    public OptionalLong bytes(String key) {
        Optional<Scalar> scalar = scalar(key);
        if (scalar.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong bytes = ByteSize.parse(scalar.get().text());
        if (bytes.isEmpty()) {
            wrong(key, scalar.get(), "a size such as 64MB or 1GB");
        }
        return bytes;
    }

    public Optional<Fields> fields(String key) {
        Optional<Tree> tree = mapping.get(key);
        if (tree.isPresent() && !(tree.get() instanceof Mapping)) {
            problem(key, key + " must be a mapping, not " + tree.get().kindInWords(), "");
        }
        return mapping.mapping(key).map(each -> new Fields(each, problems));
    }

    /// The values of a list; a single value counts as a list of one.
    public List<Scalar> scalars(String key) {
        return mapping.get(key).map(tree -> scalars(tree, key)).orElse(List.of());
    }

    /// The same as text.
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Scalar each : scalars(key)) {
            texts.add(each.text());
        }
        return texts;
    }

    /// The items of a list, whatever they are.
    public List<Tree> items(String key) {
        Optional<Tree> tree = mapping.get(key);
        if (tree.isPresent() && !(tree.get() instanceof Sequence)) {
            problem(key, key + " must be a list, not " + tree.get().kindInWords(), "");
        }
        return tree.filter(Sequence.class::isInstance).map(each -> ((Sequence) each).items()).orElse(List.of());
    }

    /// The values of a mapping, or of a list of `KEY=VALUE`; a key alone has the empty value.
    public Map<String, String> pairs(String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        mapping.get(key).ifPresent(tree -> {
            switch (tree) {
                case Mapping map -> map.entries()
                        .forEach((name, entry) -> asScalar(entry.value(), name, " must be a single value")
                                .ifPresent(value -> pairs.put(name, value.isNull() ? "" : value.text())));
                case Sequence list -> {
                    for (Scalar item : scalars(list, key)) {
                        int equals = item.text().indexOf('=');
                        pairs.put(equals < 0 ? item.text() : item.text().substring(0, equals),
                                equals < 0 ? "" : item.text().substring(equals + 1));
                    }
                }
                case Scalar scalar -> problems.add(scalar.place(),
                        key + " must be a mapping or a list of NAME=value, not " + scalar.kindInWords());
            }
        });
        return pairs;
    }

    /// The values of a tree that is a list or a single value.
    public List<Scalar> scalars(Tree tree, String key) {
        List<Scalar> scalars = new ArrayList<>();
        if (tree instanceof Sequence sequence) {
            for (Tree item : sequence.items()) {
                asScalar(item, key, " must list single values").ifPresent(scalars::add);
            }
        } else {
            asScalar(tree, key, " must be a list of single values").ifPresent(scalars::add);
        }
        return scalars;
    }

    /// The message is put together only where it is needed: this runs for every value of every file.
    private Optional<Scalar> asScalar(Tree tree, String key, String rule) {
        if (tree instanceof Scalar scalar) {
            return Optional.of(scalar);
        }
        problems.add(tree.place(), key + rule + ", not " + tree.kindInWords());
        return Optional.empty();
    }

    private void wrong(String key, Scalar scalar, String right) {
        problems.add(scalar.place(), key + " must be " + right + ", not " + scalar.kindInWords());
    }
}
