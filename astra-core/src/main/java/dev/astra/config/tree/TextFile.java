package dev.astra.config.tree;

import dev.astra.model.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/// Text files as editors leave them: UTF-8, or UTF-16 with a byte order mark; any line ends.
public final class TextFile {
    /// What no file written by hand reaches; it bounds what a mistaken path can cost.
    private static final long LIMIT = 3 << 20;

    private TextFile() {}

    /// The text without its byte order mark.
    ///
    /// @throws UnreadableException when there is no such file, it may not be read, is too long or is not text
    public static String read(Path file) throws UnreadableException {
        byte[] bytes = bytes(file);
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return decode(file, bytes, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return decode(file, bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return decode(file, bytes, 2, StandardCharsets.UTF_16BE);
        }
        return decode(file, bytes, 0, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path file) throws UnreadableException {
        try {
            if (Files.isDirectory(file)) {
                throw new UnreadableException(file, "this is a folder, not a file", "");
            }
            if (Files.isRegularFile(file) && Files.size(file) > LIMIT) {
                throw new UnreadableException(file, "the file has " + (Files.size(file) >> 20)
                        + " MB; up to 3 MB are read", "is it the right file?");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException | NotDirectoryException _) {
            throw new UnreadableException(file, "there is no such file", "");
        } catch (AccessDeniedException _) {
            throw new UnreadableException(file, "the file may not be read", "check its permissions");
        } catch (IOException cause) {
            throw new UnreadableException(file, "the file cannot be read: " + cause.getMessage(), "");
        }
    }

    private static String decode(Path file, byte[] bytes, int skipped, Charset charset) throws UnreadableException {
        String text;
        try {
            text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, skipped, bytes.length - skipped))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new UnreadableException(file, "the file is not text in UTF-8", "is it the right file?");
        }
        int line = 1;
        int lineStart = 0;
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '\n') {
                line++;
                lineStart = at + 1;
            } else if (isControl(letter)) {
                throw new UnreadableException(new Place(file, line, at - lineStart + 1),
                        "the file is not text: it holds the control character " + (int) letter,
                        "is it the right file?");
            }
        }
        return text;
    }

    private static boolean isControl(char letter) {
        return letter == 0x7F || letter == 0xFFFE || letter == 0xFFFF
                || (letter < ' ' && letter != '\t' && letter != '\r')
                || (letter >= 0x80 && letter < 0xA0 && letter != 0x85);
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int at = 0; at < prefix.length; at++) {
            if ((bytes[at] & 0xFF) != prefix[at]) {
                return false;
            }
        }
        return true;
    }
}
