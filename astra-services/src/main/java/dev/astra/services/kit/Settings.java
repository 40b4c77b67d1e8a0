package dev.astra.services.kit;

import java.util.Locale;
import java.util.Map;

/// What the environment says to one service. Where one process hosts several, `TASK_SERVICE_DATABASE_URL` comes before
/// `DATABASE_URL`, and `PORT` alone, which could be meant for any of them, is not read. Immutable.
public final class Settings {
    private final Map<String, String> environment;
    private final ServiceName name;
    private final boolean together;

    /// @param together whether other services live in the same process
    public Settings(Map<String, String> environment, ServiceName name, boolean together) {
        this.environment = Map.copyOf(environment);
        this.name = name;
        this.together = together;
    }

    /// The setting of this key, or the fallback where there is none or it is blank.
    public String text(String key, String fallback) {
        String own = environment.getOrDefault(name.name() + "_" + key, "");
        if (!own.isBlank()) {
            return own;
        }
        String shared = together && key.equals("PORT") ? "" : environment.getOrDefault(key, "");
        return shared.isBlank() ? fallback : shared;
    }

    /// As [#text], as a whole number.
    /// @throws IllegalArgumentException when it is not a number, naming the key
    public int number(String key, int fallback) {
        String text = text(key, String.valueOf(fallback));
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(key + " must be a whole number, not '" + text + "'");
        }
    }

    /// Where another service listens: `<NAME>_URL`, such as `TASK_SERVICE_URL`, else its port on 127.0.0.1.
    public String urlOf(ServiceName other) {
        String url = environment.getOrDefault(other.name() + "_URL", "");
        return url.isBlank()
                ? String.format(Locale.ROOT, "http://127.0.0.1:%d", other.port())
                : url.replaceAll("/+$", "");
    }
}
