package dev.astra.config;

import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Scalar;
import dev.astra.config.tree.Sequence;
import dev.astra.config.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/// Judges a tree by a JSON Schema, which is a tree too. It knows the keywords that docs/astra.schema.json uses, with
/// the meaning of draft 2020-12, and throws at any other.
@NullMarked
final class SchemaJudge {
    private final Mapping root;

    SchemaJudge(Mapping root) {
        this.root = root;
    }

    boolean accepts(Tree value) {
        return accepts(root, value);
    }

    /// The keys under `properties` of a definition, or of the root.
    Set<String> keys(String definition) {
        Mapping schema = definition.isEmpty() ? root : child(child(root, "$defs"), definition);
        return child(schema, "properties").entries().keySet();
    }

    private boolean accepts(Tree schema, Tree value) {
        if (schema instanceof Scalar truth) {
            return truth.text().equals("true");
        }
        Mapping keywords = (Mapping) schema;
        for (Map.Entry<String, Mapping.Entry> keyword : keywords.entries().entrySet()) {
            if (!holds(keywords, keyword.getKey(), keyword.getValue().value(), value)) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(Mapping schema, String keyword, Tree argument, Tree value) {
        return switch (keyword) {
            case "$schema", "$defs", "title", "description", "patternProperties", "then", "else" -> true;
            case "$ref" -> accepts(child(child(root, "$defs"), text(argument).substring("#/$defs/".length())), value);
            case "type" -> list(argument).stream().anyMatch(each -> isOf(text(each), value));
            case "const" -> same(argument, value);
            case "enum" -> list(argument).stream().anyMatch(each -> same(each, value));
            case "pattern" -> !isString(value) || Pattern.compile(text(argument)).matcher(text(value)).find();
            case "minimum" -> !isNumber(value) || number(value) >= number(argument);
            case "maximum" -> !isNumber(value) || number(value) <= number(argument);
            case "minItems" -> !(value instanceof Sequence items) || items.items().size() >= number(argument);
            case "items" -> !(value instanceof Sequence items)
                    || items.items().stream().allMatch(each -> accepts(argument, each));
            case "anyOf" -> list(argument).stream().anyMatch(each -> accepts(each, value));
            case "allOf" -> list(argument).stream().allMatch(each -> accepts(each, value));
            case "not" -> !accepts(argument, value);
            case "if" -> accepts(part(schema, accepts(argument, value) ? "then" : "else"), value);
            case "required" -> !(value instanceof Mapping mapping)
                    || list(argument).stream().allMatch(each -> mapping.has(text(each)));
            case "propertyNames" -> everyKey(value, key -> accepts(argument, key));
            case "properties", "additionalProperties" -> !(value instanceof Mapping mapping)
                    || properties(schema, keyword, argument, mapping);
            default -> throw new IllegalArgumentException("a keyword this test does not know: " + keyword);
        };
    }

    /// `patternProperties` are looked at together with `properties`.
    private boolean properties(Mapping schema, String keyword, Tree argument, Mapping value) {
        for (Map.Entry<String, Mapping.Entry> each : value.entries().entrySet()) {
            Optional<Tree> named = schema.mapping("properties").flatMap(all -> entry(all, each.getKey()));
            Optional<Tree> matching = schema.mapping("patternProperties")
                    .flatMap(all -> all.entries()
                            .entrySet()
                            .stream()
                            .filter(one -> Pattern.compile(one.getKey()).matcher(each.getKey()).find())
                            .map(one -> one.getValue().value())
                            .findFirst());
            Tree item = each.getValue().value();
            boolean known = named.isPresent() || matching.isPresent();
            boolean good = keyword.equals("properties")
                    ? named.map(one -> accepts(one, item)).orElse(true)
                            && matching.map(one -> accepts(one, item)).orElse(true)
                    : known || accepts(argument, item);
            if (keyword.equals("additionalProperties") && matching.isPresent() && !accepts(matching.get(), item)) {
                return false;
            }
            if (!good) {
                return false;
            }
        }
        return true;
    }

    private static Tree part(Mapping schema, String key) {
        return entry(schema, key).orElseThrow();
    }

    private static Optional<Tree> entry(Mapping mapping, String key) {
        return Optional.ofNullable(mapping.entries().get(key)).map(Mapping.Entry::value);
    }

    private static Mapping child(Mapping mapping, String key) {
        return mapping.mapping(key).orElseThrow(() -> new IllegalArgumentException("no " + key));
    }

    private static boolean everyKey(Tree value, Predicate<Scalar> test) {
        return !(value instanceof Mapping mapping) || mapping.entries()
                .keySet()
                .stream()
                .allMatch(key -> test.test(new Scalar(mapping.mark(), key, Scalar.Kind.STRING)));
    }

    private static boolean isOf(String type, Tree value) {
        return switch (type) {
            case "object" -> value instanceof Mapping;
            case "array" -> value instanceof Sequence;
            case "string" -> isString(value);
            case "number" -> isNumber(value);
            case "integer" -> value instanceof Scalar scalar && scalar.kind() == Scalar.Kind.INTEGER;
            case "boolean" -> value instanceof Scalar scalar && scalar.kind() == Scalar.Kind.BOOLEAN;
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException("no type " + type);
        };
    }

    private static boolean same(Tree one, Tree other) {
        if (one instanceof Scalar first && other instanceof Scalar second) {
            return first.kind() == second.kind() && first.text().equals(second.text());
        }
        return one instanceof Sequence none && none.items().isEmpty() && other instanceof Sequence list
                && list.items().isEmpty();
    }

    private static boolean isString(Tree value) {
        return value instanceof Scalar scalar && scalar.kind() == Scalar.Kind.STRING;
    }

    private static boolean isNumber(Tree value) {
        return value instanceof Scalar scalar
                && (scalar.kind() == Scalar.Kind.INTEGER || scalar.kind() == Scalar.Kind.FLOAT);
    }

    private static double number(Tree value) {
        return Double.parseDouble(text(value));
    }

    private static String text(Tree value) {
        return ((Scalar) value).text();
    }

    private static List<Tree> list(Tree value) {
        return value instanceof Sequence sequence ? sequence.items() : List.of(value);
    }
}
