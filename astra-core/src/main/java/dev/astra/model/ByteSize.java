package dev.astra.model;

import java.util.Locale;
import java.util.OptionalLong;

/// Sizes as Compose writes them: `64MB`, `1.5g`, `512k`, `1024`; every unit is a power of 1024, whatever its spelling.
public final class ByteSize {
    private static final String UNITS = "bkmgtp";

    private ByteSize() {}

    /// The number of bytes; empty when the text is no size.
    public static OptionalLong parse(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < lower.length() && (Character.isDigit(lower.charAt(end)) || lower.charAt(end) == '.')) {
            end++;
        }
        OptionalLong factor = factor(lower.substring(end).strip());
        if (factor.isEmpty() || end == 0) {
            return OptionalLong.empty();
        }
        try {
            double bytes = Double.parseDouble(lower.substring(0, end)) * factor.getAsLong();
            return bytes > Long.MAX_VALUE / 2.0 ? OptionalLong.empty() : OptionalLong.of((long) bytes);
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    /// The shortest exact form: `64MB`, `1GB`, `1500`.
    public static String format(long bytes) {
        long value = bytes;
        int unit = 0;
        while (value != 0 && value % 1024 == 0 && unit < UNITS.length() - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0
                ? Long.toString(bytes)
                : value + UNITS.substring(unit, unit + 1).toUpperCase(Locale.ROOT) + "B";
    }

    private static OptionalLong factor(String unit) {
        if (unit.isEmpty()) {
            return OptionalLong.of(1);
        }
        int power = UNITS.indexOf(unit.charAt(0));
        String rest = unit.substring(1);
        boolean known = rest.isEmpty() || (power > 0 && (rest.equals("b") || rest.equals("ib")));
        return power < 0 || !known ? OptionalLong.empty() : OptionalLong.of(1L << (10 * power));
    }
}
