package dev.astra.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A file that only grows. An interrupt of the writing thread loses nothing. For one thread at a time.
final class AppendFile implements Closeable {
    private final Path file;
    private FileChannel channel;
    private long size;

    private AppendFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static AppendFile create(Path file) throws IOException {
        return new AppendFile(file, OpenFile.create(file));
    }

    long size() {
        return size;
    }

    /// Writes all that remains. When that fails the buffer's position and [#size()] tell how much was written.
    /// An interrupt closes a channel under its user's hands: the bytes in question are then written again at the same place.
    void append(ByteBuffer bytes) throws IOException {
        boolean interrupted = false;
        try {
            while (bytes.hasRemaining()) {
                int before = bytes.position();
                try {
                    channel.write(bytes, size);
                    size += bytes.position() - before;
                } catch (ClosedByInterruptException closed) {
                    interrupted |= Thread.interrupted();
                    bytes.position(before);
                    channel = OpenFile.reopen(file);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Writes a record whole or, as far as anybody can tell later, not at all.
    void appendWhole(ByteBuffer bytes) throws IOException {
        long before = size;
        int position = bytes.position();
        try {
            append(bytes);
        } catch (IOException failed) {
            size = before;
            bytes.position(position);
            throw failed;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
