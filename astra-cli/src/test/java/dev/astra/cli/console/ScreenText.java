package dev.astra.cli.console;

import java.util.ArrayList;
import java.util.List;

/// The little of a terminal that is needed to see what a stream of bytes leaves on it.
final class ScreenText {
    private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
    private int row;
    private int column;

    private ScreenText() {}

    static List<String> of(String stream) {
        ScreenText screen = new ScreenText();
        for (int at = 0; at < stream.length(); at++) {
            char each = stream.charAt(at);
            if (each == '\u001b') {
                int end = at + 2;
                while (!Character.isLetter(stream.charAt(end))) {
                    end++;
                }
                screen.control(stream.substring(at + 2, end), stream.charAt(end));
                at = end;
            } else {
                screen.put(each);
            }
        }
        List<String> lines = new ArrayList<>(screen.rows.stream().map(StringBuilder::toString).toList());
        while (!lines.isEmpty() && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    private void put(char each) {
        switch (each) {
            case '\r' -> column = 0;
            case '\n' -> {
                row++;
                column = 0;
                while (rows.size() <= row) {
                    rows.add(new StringBuilder());
                }
            }
            default -> {
                StringBuilder line = rows.get(row);
                line.setLength(Math.max(line.length(), column + 1));
                line.setCharAt(column++, each);
            }
        }
    }

    private void control(String parameters, char letter) {
        switch (letter) {
            case 'A' -> row -= Integer.parseInt(parameters);
            case 'K' -> rows.get(row).setLength(column);
            case 'J' -> {
                rows.get(row).setLength(column);
                rows.subList(row + 1, rows.size()).clear();
            }
            case 'h', 'l', 'm' -> {
            }
            default -> throw new IllegalArgumentException(parameters + letter);
        }
    }
}
