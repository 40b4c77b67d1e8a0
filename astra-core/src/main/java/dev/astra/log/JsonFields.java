package dev.astra.log;

import java.nio.charset.StandardCharsets;

/// Goes over the members of a line that is one JSON object (RFC 8259), byte by byte and without keeping anything. Values are checked no further
/// than to find their end. For one thread at a time.
public final class JsonFields {
    private byte[] bytes = new byte[0];
    private int at;
    private int to;
    private int nameFrom;
    private int nameTo;
    private int valueFrom;
    private int valueTo;
    private boolean wellFormed;

    /// Begins with a line.
    ///
    /// @return whether it may be an object: it has its first and last characters
    public boolean reset(LogLine line) {
        bytes = line.array();
        at = line.from();
        to = line.to();
        while (to > at && isSpace(bytes[to - 1])) {
            to--;
        }
        space();
        wellFormed = to - at >= 2 && bytes[at] == '{' && bytes[to - 1] == '}';
        at++;
        to--;
        return wellFormed;
    }

    /// Moves to the next member.
    ///
    /// @return false at the end, and where the line turns out not to be an object
    public boolean next() {
        space();
        if (!wellFormed || at >= to) {
            return false;
        }
        if (bytes[at] == ',') {
            at++;
            space();
        }
        nameFrom = at + 1;
        wellFormed = string();
        nameTo = at - 1;
        space();
        wellFormed &= at < to && bytes[at] == ':';
        at++;
        space();
        valueFrom = at;
        wellFormed = wellFormed && at < to && skipValue();
        valueTo = at;
        space();
        wellFormed &= at >= to || bytes[at] == ',';
        return wellFormed;
    }

    /// Whether nothing has been found wrong so far.
    public boolean isWellFormed() {
        return wellFormed;
    }

    /// Whether the member has this name.
    public boolean isNamed(String name) {
        if (nameTo - nameFrom != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (bytes[nameFrom + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// The member's name, escapes resolved.
    public String name() {
        return JsonText.unescape(new String(bytes, nameFrom, nameTo - nameFrom, StandardCharsets.UTF_8));
    }

    /// Whether the value is a string.
    public boolean isString() {
        return bytes[valueFrom] == '"';
    }

    /// The value: of a string its characters, escapes resolved; of anything else the text as it stands.
    public String value() {
        if (isString()) {
            return JsonText.unescape(
                    new String(bytes, valueFrom + 1, valueTo - valueFrom - 2, StandardCharsets.UTF_8));
        }
        return new String(bytes, valueFrom, valueTo - valueFrom, StandardCharsets.UTF_8);
    }

    private boolean skipValue() {
        return switch (bytes[at]) {
            case '"' -> string();
            case '{', '[' -> nested();
            default -> {
                int from = at;
                while (at < to && bytes[at] != ',' && !isSpace(bytes[at])) {
                    at++;
                }
                yield at > from;
            }
        };
    }

    private boolean nested() {
        int depth = 0;
        while (at < to) {
            byte each = bytes[at];
            if (each == '"') {
                if (!string()) {
                    return false;
                }
                continue;
            }
            at++;
            if (each == '{' || each == '[') {
                depth++;
            } else if ((each == '}' || each == ']') && --depth == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean string() {
        if (at >= to || bytes[at] != '"') {
            return false;
        }
        at++;
        while (at < to) {
            byte each = bytes[at++];
            if (each == '"') {
                return true;
            }
            at += each == '\\' ? 1 : 0;
        }
        return false;
    }

    private void space() {
        while (at < to && isSpace(bytes[at])) {
            at++;
        }
    }

    private static boolean isSpace(byte each) {
        return each == ' ' || each == '\t' || each == '\r';
    }
}
