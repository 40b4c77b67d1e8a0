package dev.astra.cli.console;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// What stands before the lines of each service: its name, padded so that the lines begin in one column. For one thread at a time.
final class LogPrefix {
    /// A longer name sticks out.
    private static final int WIDEST = 32;

    private final LogLook look;
    private final Paint paint;
    private final Map<String, byte[]> prefixes = new HashMap<>();
    private int width;

    LogPrefix(LogLook look, Collection<String> names) {
        this.look = look;
        this.paint = new Paint(look.colour());
        names.forEach(this::widen);
    }

    byte[] of(String service) {
        byte[] known = prefixes.get(service);
        if (known != null) {
            return known;
        }
        if (widen(service)) {
            prefixes.clear();
        }
        byte[] made = text(service).getBytes(StandardCharsets.UTF_8);
        prefixes.put(service, made);
        return made;
    }

    private String text(String service) {
        String name = DisplayWidth.pad(SafeText.plain(service), width) + " |";
        return look.names() ? paint.ofService(service, name) + " " : "";
    }

    private boolean widen(String service) {
        int wanted = Math.min(WIDEST, DisplayWidth.of(SafeText.plain(service)));
        boolean wider = wanted > width;
        width = Math.max(width, wanted);
        return wider;
    }
}
