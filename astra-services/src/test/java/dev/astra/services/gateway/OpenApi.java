package dev.astra.services.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/// The gateway's OpenAPI file, and whether a value is what one of its schemas says.
record OpenApi(Map<String, Object> file) {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

    static OpenApi read() throws IOException {
        return new OpenApi(new Yaml().load(Files.readString(Path.of("..", "docs", "services", "gateway.yaml"))));
    }

    /// Each as its method and path, such as `GET /v1/goals/{id}`.
    Set<String> operations() {
        Set<String> found = new LinkedHashSet<>();
        map(file.get("paths")).forEach((path, item) -> map(item).keySet()
                .stream()
                .filter(METHODS::contains)
                .forEach(method -> found.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        return found;
    }

    private Map<String, Object> operation(String name) {
        String[] methodAndPath = name.split(" ");
        return map(map(map(file.get("paths")).get(methodAndPath[1])).get(methodAndPath[0].toLowerCase(
                java.util.Locale.ROOT)));
    }

    /// The statuses it may answer with.
    Set<Integer> statuses(String operation) {
        Set<Integer> found = new LinkedHashSet<>();
        map(operation(operation).get("responses")).keySet().forEach(status -> found.add(Integer.valueOf(status)));
        return found;
    }

    /// What it answers with this status.
    Map<String, Object> response(String operation, int status) {
        return resolved(map(operation(operation).get("responses")).get(String.valueOf(status)));
    }

    /// The schemas by name.
    Map<String, Object> schemas() {
        return map(map(file.get("components")).get("schemas"));
    }

    /// What is wrong with a value, each with where in it; empty when it is as the schema says. A field that the schema does not
    /// name is wrong, too.
    List<String> faults(@Nullable Object schema, Object value, String where) {
        Map<String, Object> wanted = resolved(schema);
        List<String> faults = new ArrayList<>();
        switch (String.valueOf(wanted.get("type"))) {
            case "object" -> faults.addAll(inObject(wanted, value, where));
            case "array" -> {
                if (value instanceof List<?> items) {
                    items.forEach(item -> faults.addAll(faults(wanted.get("items"), item, where + "[]")));
                } else {
                    faults.add(where + " is no array");
                }
            }
            case "string" -> faults.addAll(inString(wanted, value, where));
            case "integer" -> fault(faults, value instanceof Integer || value instanceof Long, where, value);
            case "number" -> fault(faults, value instanceof Number, where, value);
            case "boolean" -> fault(faults, value instanceof Boolean, where, value);
            default -> faults.add(where + " has no type in the file");
        }
        if (value instanceof Number number) {
            fault(faults, number.doubleValue() >= number(wanted, "minimum", Double.NEGATIVE_INFINITY), where, value);
            fault(faults, number.doubleValue() <= number(wanted, "maximum", Double.POSITIVE_INFINITY), where, value);
        }
        return faults;
    }

    private List<String> inObject(Map<String, Object> wanted, Object value, String where) {
        if (!(value instanceof Map<?, ?> fields)) {
            return List.of(where + " is no object");
        }
        List<String> faults = new ArrayList<>();
        Map<String, Object> properties = wanted.containsKey("properties")
                ? map(wanted.get("properties"))
                : Map.of();
        fields.forEach((name, each) -> {
            Object schema = properties.getOrDefault(String.valueOf(name), wanted.get("additionalProperties"));
            faults.addAll(schema == null
                    ? List.of(where + "." + name + " is not in the file")
                    : faults(schema, each, where + "." + name));
        });
        for (Object name : wanted.get("required") instanceof List<?> names ? names : List.of()) {
            fault(faults, fields.containsKey(name), where + "." + name, "missing");
        }
        return faults;
    }

    private static List<String> inString(Map<String, Object> wanted, Object value, String where) {
        List<String> faults = new ArrayList<>();
        fault(faults, value instanceof String, where, value);
        String text = String.valueOf(value);
        if (wanted.get("enum") instanceof List<?> allowed) {
            fault(faults, allowed.contains(text), where, value);
        }
        if (wanted.get("pattern") instanceof String pattern) {
            fault(faults, text.matches(pattern), where, value);
        }
        try {
            switch (String.valueOf(wanted.get("format"))) {
                case "uuid" -> UUID.fromString(text);
                case "date-time" -> Instant.parse(text);
                default -> {
                    // any text
                }
            }
        } catch (IllegalArgumentException | DateTimeParseException malformed) {
            faults.add(where + ": " + malformed.getMessage());
        }
        return faults;
    }

    private static void fault(List<String> faults, boolean holds, String where, Object value) {
        if (!holds) {
            faults.add(where + " is " + value);
        }
    }

    private static double number(Map<String, Object> schema, String key, double fallback) {
        return schema.get(key) instanceof Number number ? number.doubleValue() : fallback;
    }

    /// Itself, or what its `$ref` names within the file.
    private Map<String, Object> resolved(@Nullable Object node) {
        Map<String, Object> found = map(node);
        while (found.get("$ref") instanceof String reference) {
            Map<String, Object> at = file;
            for (String part : reference.substring("#/".length()).split("/")) {
                at = map(at.get(part));
            }
            found = at;
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object node) {
        if (node instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IllegalArgumentException("no mapping in gateway.yaml: " + node);
    }
}
