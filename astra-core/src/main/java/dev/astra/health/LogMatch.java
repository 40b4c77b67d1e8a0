package dev.astra.health;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks for a pattern in a run's output as it grows, once over and in bounded memory: a match may span at most [#OVERLAP]
/// characters that were read at different times. `^` and `$` stand at lines; text without a newline counts. Once found it stays found. Not safe for
/// several threads.
final class LogMatch {
    static final int OVERLAP = 16 * 1024;
    private static final int PIECE = 64 * 1024;

    private final RunOutput output;
    private final Pattern pattern;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final byte[] piece = new byte[PIECE];
    private final ByteBuffer bytes = ByteBuffer.allocate(PIECE + 8);
    private final char[] characters = new char[OVERLAP + PIECE + 16];
    private final CharBuffer window = CharBuffer.wrap(characters);
    private boolean cut;
    private boolean found;

    LogMatch(String regex, RunOutput output) {
        this.output = output;
        pattern = Pattern.compile(regex, Pattern.MULTILINE);
    }

    /// Reads what is new. When the deadline passes before all of it was read, the rest is looked at next time.
    ///
    /// @throws TooSlow when the pattern alone needs longer than that
    boolean found(Deadline deadline) throws IOException {
        while (!found && !deadline.passed()) {
            int count = output.read(piece);
            if (count <= 0) {
                break;
            }
            bytes.put(piece, 0, count).flip();
            decoder.decode(bytes, window, false);
            bytes.compact();
            found = matches(deadline);
            keepOverlap();
        }
        return found;
    }

    /// The first character of a window that was cut is only looked behind at, so that `^` does not match within a line.
    private boolean matches(Deadline deadline) {
        Impatient text = new Impatient(characters, window.position(), deadline);
        Matcher matcher = pattern.matcher(text);
        matcher.useAnchoringBounds(false).useTransparentBounds(true);
        return matcher.region(cut ? 1 : 0, text.length()).find();
    }

    private void keepOverlap() {
        window.flip();
        int surplus = window.limit() - OVERLAP - 1;
        if (surplus > 0) {
            window.position(surplus);
            cut = true;
        }
        window.compact();
    }

    /// A pattern that backtracks without end.
    static final class TooSlow extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// Text that stops a matcher when the time is over.
    private static final class Impatient implements CharSequence {
        private static final int LOOKS = 1 << 16;
        private final char[] characters;
        private final int length;
        private final Deadline deadline;
        private int looks;

        Impatient(char[] characters, int length, Deadline deadline) {
            this.characters = characters;
            this.length = length;
            this.deadline = deadline;
        }

        @Override
        public char charAt(int index) {
            if (++looks % LOOKS == 0 && deadline.passed()) {
                throw new TooSlow();
            }
            return characters[index];
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new String(characters, start, end - start);
        }

        @Override
        public String toString() {
            return new String(characters, 0, length);
        }
    }
}
