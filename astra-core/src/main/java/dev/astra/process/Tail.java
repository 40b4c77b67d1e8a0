package dev.astra.process;

import dev.astra.log.StandardStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Keeps the end of what a command writes.
final class Tail implements Sink {
    private static final int SIZE = 4096;

    private final byte[] ring = new byte[SIZE];
    private long taken;

    @Override
    public synchronized void take(StandardStream stream, ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int at = (int) (taken % SIZE);
            int count = Math.min(SIZE - at, bytes.remaining());
            bytes.get(ring, at, count);
            taken += count;
        }
    }

    /// As UTF-8; what is not is replaced.
    synchronized String text() {
        int size = (int) Math.min(taken, SIZE);
        byte[] end = new byte[size];
        for (int index = 0; index < size; index++) {
            end[index] = ring[(int) ((taken - size + index) % SIZE)];
        }
        return new String(end, StandardCharsets.UTF_8);
    }
}
