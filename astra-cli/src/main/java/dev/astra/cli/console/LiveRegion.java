package dev.astra.cli.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The last lines of a terminal, redrawn in place while other output scrolls by above them. Each picture is one write, drawn over the
/// one before, so nothing flickers; what scrolled away is never touched again. Lines that are too long are cut by the terminal, not
/// wrapped, so a terminal that became narrower between two pictures stays in order. Safe for use by several threads.
public final class LiveRegion {
    /// Holds back the screen until the picture is whole, on terminals that know DEC mode 2026; and no wrapping.
    private static final String BEGIN = "\u001b[?2026h\u001b[?7l";
    private static final String END = "\u001b[?7h\u001b[?2026l";
    private static final String ERASE_LINE = "\u001b[K";
    private static final String ERASE_BELOW = "\u001b[J";

    private final OutputStream terminal;
    private List<String> drawn = List.of();

    public LiveRegion(OutputStream terminal) {
        this.terminal = terminal;
    }

    /// Draws these lines in place of those that are there.
    public synchronized void show(List<String> lines) throws IOException {
        if (lines.equals(drawn)) {
            return;
        }
        StringBuilder picture = new StringBuilder(BEGIN).append(backToTop());
        lines.forEach(line -> picture.append(line).append(ERASE_LINE).append('\n'));
        if (lines.size() < drawn.size()) {
            picture.append(ERASE_BELOW);
        }
        drawn = List.copyOf(lines);
        write(picture.append(END).toString());
    }

    /// Takes the lines away.
    public synchronized void clear() throws IOException {
        show(List.of());
    }

    /// Leaves these lines behind for good, in place of those that are there, and begins anew below them.
    public synchronized void leave(List<String> lines) throws IOException {
        show(lines);
        drawn = List.of();
    }

    /// A stream whose output scrolls by above the lines. Whole lines should be written at once: each write leaves its last line ended.
    public OutputStream above() {
        return new Above();
    }

    private String backToTop() {
        return drawn.isEmpty() ? "" : "\r\u001b[" + drawn.size() + "A";
    }

    private void write(String text) throws IOException {
        terminal.write(text.getBytes(StandardCharsets.UTF_8));
        terminal.flush();
    }

    private synchronized void scroll(byte[] bytes, int offset, int length) throws IOException {
        if (drawn.isEmpty()) {
            terminal.write(bytes, offset, length);
            terminal.flush();
            return;
        }
        ByteArrayOutputStream picture = new ByteArrayOutputStream(length + 4_096);
        picture.writeBytes(("\u001b[?2026h" + backToTop() + ERASE_BELOW).getBytes(StandardCharsets.UTF_8));
        picture.write(bytes, offset, length);
        if (bytes[offset + length - 1] != '\n') {
            picture.write('\n');
        }
        String below = String.join("\n", drawn) + "\n";
        picture.writeBytes(("\u001b[?7l" + below + END).getBytes(StandardCharsets.UTF_8));
        picture.writeTo(terminal);
        terminal.flush();
    }

    private final class Above extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            write(new byte[]{(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > 0) {
                scroll(bytes, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            terminal.flush();
        }
    }
}
