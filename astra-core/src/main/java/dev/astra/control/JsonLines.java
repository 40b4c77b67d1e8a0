package dev.astra.control;

import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The JSON of what programs see: one object a line, null where there is nothing. Keys are written with underscores.
public final class JsonLines {
    private static final JsonStream JSON = JsonStream.builder().serializeNulls(true).serializeEmpty(true).build();

    private JsonLines() {}

    public static String of(ServiceResource service) {
        return write(service, JsonLines::put);
    }

    public static String of(EventResource event) {
        return write(event, JsonLines::put);
    }

    /// Of texts, numbers, booleans, nulls, and lists and maps of these.
    public static String of(Map<String, ?> object) {
        return write(object, JsonLines::any);
    }

    static String of(StackResource stack) {
        return write(stack, JsonLines::put);
    }

    private static <T> String write(T value, BiConsumer<JsonWriter, T> how) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = JSON.writer(text)) {
            how.accept(writer, value);
        }
        return text.toString();
    }

    private static void put(JsonWriter json, ServiceResource service) {
        json.beginObject();
        text(json, "service", service.service());
        text(json, "group", service.group());
        text(json, "kind", service.kind());
        text(json, "engine", service.engine());
        text(json, "state", service.state());
        text(json, "health", service.health());
        text(json, "reason", service.reason());
        number(json, "pid", service.pid());
        text(json, "container", service.container());
        json.name("ports");
        json.beginArray();
        service.ports().forEach(each -> put(json, each));
        json.endArray();
        number(json, "run", service.run());
        number(json, "restarts", service.restarts());
        text(json, "started_at", service.startedAt());
        number(json, "exit_code", service.exitCode());
        text(json, "signal", service.signal());
        json.name("cpu_percent");
        json.value(service.cpuPercent());
        number(json, "memory_bytes", service.memoryBytes());
        json.endObject();
    }

    private static void put(JsonWriter json, ServiceResource.PortResource port) {
        json.beginObject();
        text(json, "host", port.host());
        number(json, "published", port.published());
        number(json, "target", port.target());
        text(json, "protocol", port.protocol());
        json.endObject();
    }

    private static void put(JsonWriter json, EventResource event) {
        json.beginObject();
        text(json, "type", event.type());
        text(json, "time", event.time());
        text(json, "service", event.service());
        json.name("status");
        if (event.status() == null) {
            json.nullValue();
        } else {
            put(json, event.status());
        }
        text(json, "text", event.text());
        json.name("fraction");
        json.value(event.fraction());
        json.name("clean");
        json.value(event.clean());
        json.endObject();
    }

    private static void put(JsonWriter json, StackResource stack) {
        json.beginObject();
        text(json, "name", stack.name());
        text(json, "folder", stack.folder());
        texts(json, "files", stack.files());
        texts(json, "services", stack.services());
        json.endObject();
    }

    private static void any(JsonWriter json, @Nullable Object value) {
        switch (value) {
            case null -> json.nullValue();
            case Map<?, ?> map -> {
                json.beginObject();
                map.forEach((key, each) -> {
                    json.name(String.valueOf(key));
                    any(json, each);
                });
                json.endObject();
            }
            case Collection<?> list -> {
                json.beginArray();
                list.forEach(each -> any(json, each));
                json.endArray();
            }
            case Boolean truth -> json.value(truth.booleanValue());
            case Number number -> json.value(number.longValue());
            default -> json.value(value.toString());
        }
    }

    private static void texts(JsonWriter json, String name, Collection<String> values) {
        json.name(name);
        json.beginArray();
        values.forEach(json::value);
        json.endArray();
    }

    private static void text(JsonWriter json, String name, @Nullable String value) {
        json.name(name);
        json.value(value);
    }

    private static void number(JsonWriter json, String name, @Nullable Number value) {
        json.name(name);
        json.value(value == null ? null : (Long) value.longValue());
    }
}
