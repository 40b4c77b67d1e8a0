package dev.astra.control;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A command as somebody typed it, and where.
///
/// On the wire it is a row of fields, each `name=value` with a zero byte behind it: `folder`, `columns`, `terminal` (any of the
/// letters i, o, e), `env` (once a variable, `env=NAME=VALUE`) and `arg` (once an argument, in order). So a shell can write one
/// with printf. A field nobody knows is passed over. The caller's stdin is no part of it: see [Frames].
///
/// @param folder the caller's working directory, absolute
/// @param environment the caller's
public record Invocation(List<String> arguments, Path folder, Map<String, String> environment, Terminal terminal) {
    public Invocation {
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException("not absolute: ".concat(folder.toString()));
        }
        arguments = List.copyOf(arguments);
        environment = Collections.unmodifiableMap(new HashMap<>(environment));
    }

    /// Whether the caller wants colour on a stream that is a terminal or is not: `CLICOLOR_FORCE` and `NO_COLOR` come first.
    public boolean colour(boolean terminalStream) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        String force = environment.getOrDefault("CLICOLOR_FORCE", "");
        return !force.isEmpty() && !force.equals("0")
                || terminalStream && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    public Invocation withArguments(List<String> others) {
        return new Invocation(others, folder, environment, terminal);
    }

    /// As it goes over the wire. Written without string templates and lambdas: a thin client pays for loading them.
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8 << 10);
        field(bytes, "folder=", folder.toString());
        field(bytes, "columns=", Integer.toString(terminal.columns()));
        StringBuilder letters = new StringBuilder();
        if (terminal.input()) {
            letters.append('i');
        }
        if (terminal.output()) {
            letters.append('o');
        }
        if (terminal.error()) {
            letters.append('e');
        }
        field(bytes, "terminal=", letters.toString());
        for (Map.Entry<String, String> each : environment.entrySet()) {
            field(bytes, "env=", each.getKey().concat("=").concat(each.getValue()));
        }
        for (String each : arguments) {
            field(bytes, "arg=", each);
        }
        return bytes.toByteArray();
    }

    /// @throws IllegalArgumentException when it is not one, with what is wrong
    public static Invocation decode(byte[] bytes) {
        List<String> arguments = new ArrayList<>();
        Map<String, String> environment = new HashMap<>();
        String folder = "";
        int columns = 0;
        String letters = "";
        for (String field : fields(bytes)) {
            int equals = field.indexOf('=');
            String value = field.substring(equals + 1);
            switch (field.substring(0, Math.max(0, equals))) {
                case "folder" -> folder = value;
                case "columns" -> columns = Integer.parseInt(value);
                case "terminal" -> letters = value;
                case "env" -> {
                    int end = Math.max(value.indexOf('='), 0);
                    environment.put(value.substring(0, end), value.substring(Math.min(end + 1, value.length())));
                }
                case "arg" -> arguments.add(value);
                default -> {
                }
            }
        }
        Terminal terminal = new Terminal(columns, letters.contains("i"), letters.contains("o"), letters.contains("e"));
        return new Invocation(arguments, Path.of(folder), environment, terminal);
    }

    private static List<String> fields(byte[] bytes) {
        List<String> fields = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                fields.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        if (start < bytes.length) {
            throw new IllegalArgumentException("the last field has no zero byte behind it");
        }
        return fields;
    }

    private static void field(ByteArrayOutputStream bytes, String name, String value) {
        bytes.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        bytes.write(0);
    }
}
