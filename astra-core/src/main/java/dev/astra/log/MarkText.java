package dev.astra.log;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/// Marks as they stand in a segment's file of marks: a word, what belongs to it, a newline.
final class MarkText {
    private MarkText() {}

    static byte[] encode(Mark mark) {
        String text = switch (mark) {
            case Mark.Began(OptionalLong pid, String reason) -> "began " + (pid.isPresent() ? pid.getAsLong() : "-")
                    + " " + reason;
            case Mark.Ended(String exit) -> "ended " + exit;
            case Mark.Gap(long bytes, String reason) -> "gap " + bytes + " " + reason;
            case Mark.Note(String note) -> "note " + note;
        };
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// What nobody understands is given back as a note.
    static Mark decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
        String[] words = text.split(" ", 2);
        String rest = words.length < 2 ? "" : words[1];
        return switch (words[0]) {
            case "began" -> began(rest);
            case "ended" -> new Mark.Ended(rest);
            case "gap" -> gap(rest, text);
            case "note" -> new Mark.Note(rest);
            default -> new Mark.Note(text);
        };
    }

    private static Mark began(String rest) {
        String[] words = rest.split(" ", 2);
        String reason = words.length < 2 ? "" : words[1];
        try {
            return new Mark.Began(OptionalLong.of(Long.parseLong(words[0])), reason);
        } catch (NumberFormatException none) {
            return new Mark.Began(OptionalLong.empty(), reason);
        }
    }

    private static Mark gap(String rest, String text) {
        String[] words = rest.split(" ", 2);
        try {
            return new Mark.Gap(Long.parseLong(words[0]), words.length < 2 ? "" : words[1]);
        } catch (NumberFormatException damaged) {
            return new Mark.Note(text);
        }
    }
}
