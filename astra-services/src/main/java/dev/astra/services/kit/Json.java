package dev.astra.services.kit;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.nio.charset.StandardCharsets;

/// Records to JSON and back, by adapters generated when the services are compiled. Unknown fields are ignored; a field that
/// a record insists on is refused by its constructor, which names it.
public final class Json {
    private Json() {}

    /// The adapters are loaded with the first message, not with the process.
    private static final class Adapters {
        static final Jsonb JSONB = Jsonb.builder().build();
    }

    /// As one line of JSON.
    public static String write(Object message) {
        return Adapters.JSONB.toJson(message);
    }

    /// @throws Refusal with status 400 when the text is no such message; it says what is wrong with it
    public static <T> T read(Class<T> type, String text) {
        try {
            return Adapters.JSONB.type(type).fromJson(text);
        } catch (JsonException | IllegalArgumentException problem) {
            Throwable cause = problem.getCause();
            String reason = cause instanceof IllegalArgumentException ? cause.getMessage() : problem.getMessage();
            throw new Refusal(400, "not a valid " + type.getSimpleName() + ": " + reason,
                    "send a JSON object with the fields docs/services names");
        }
    }

    /// As [#read(Class, String)], from UTF-8.
    public static <T> T read(Class<T> type, byte[] utf8) {
        return read(type, new String(utf8, StandardCharsets.UTF_8));
    }
}
