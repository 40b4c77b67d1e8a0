package dev.astra.config;

import java.util.Collection;
import java.util.Locale;

/// Finds what somebody may have meant to type.
public final class Suggestion {
    private Suggestion() {}

    /// `did you mean NAME?` for the nearest candidate, or the empty text where none is near.
    public static String didYouMean(String word, Collection<String> candidates) {
        String nearest = "";
        int least = Math.max(1, word.length() / 3) + 1;
        for (String candidate : candidates) {
            int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest.isEmpty() ? "" : "did you mean " + nearest + "?";
    }

    /// How many letters must be added, removed, replaced or swapped with their neighbour.
    static int distance(String from, String to) {
        int[] before = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            last[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = last[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, Math.min(last[column], current[column - 1]) + 1);
                if (row > 1 && column > 1 && from.charAt(row - 1) == to.charAt(column - 2)
                        && from.charAt(row - 2) == to.charAt(column - 1)) {
                    current[column] = Math.min(current[column], before[column - 2] + 1);
                }
            }
            before = last;
            last = current;
        }
        return last[to.length()];
    }
}
