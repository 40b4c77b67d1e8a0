package dev.astra.cli.console;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Gives each service a colour that follows from its name alone, so that it is the same everywhere and every day.
final class ServiceColours {
    /// Of the 256-colour table, those that can be read on black and on white.
    private static final List<Integer> READABLE = List.of(32, 35, 37, 61, 67, 71, 97, 101, 103, 127,
            130, 131, 133, 136, 162, 166, 168, 172);

    private ServiceColours() {}

    /// What stands between `ESC [` and `m`.
    static String code(String service) {
        int hash = 0x811c9dc5;
        for (byte each : service.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ each & 0xff) * 0x01000193;
        }
        int mixed = hash ^ hash >>> 15;
        return "38;5;" + READABLE.get(Math.floorMod(mixed, READABLE.size()));
    }
}
