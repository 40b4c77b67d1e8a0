package dev.astra.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// A service's name as the name of its folder: letters, digits, `-`, `_` and inner dots as they are, every other byte of its
/// UTF-8 as `%XX`. So no name leads out of the store, and each folder's name leads back to the service's.
final class FolderName {
    /// The longest name of a file on Linux and macOS, in bytes.
    private static final int LONGEST = 255;

    private FolderName() {}

    /// @throws IllegalArgumentException when the name is empty or too long for any folder
    static String of(String service) {
        StringBuilder name = new StringBuilder();
        for (byte each : service.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(each) || each == '.' && !name.isEmpty()) {
                name.append((char) each);
            } else {
                name.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        if (name.isEmpty() || name.length() > LONGEST) {
            throw new IllegalArgumentException("no logs can be kept under the name '" + service + "'");
        }
        return name.toString();
    }

    /// The service's name, or the folder's own where it was not made by [#of(String)].
    static String service(String folder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < folder.length(); i++) {
            char each = folder.charAt(i);
            if (each != '%' || i + 2 >= folder.length()) {
                bytes.writeBytes(String.valueOf(each).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            try {
                bytes.write(HexFormat.fromHexDigits(folder, i + 1, i + 3));
            } catch (IllegalArgumentException notOurs) {
                return folder;
            }
            i += 2;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean isPlain(byte each) {
        return each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9' || each == '-'
                || each == '_';
    }
}
