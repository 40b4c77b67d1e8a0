package dev.astra.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/// What a file holds, in short: for an archive the names, sizes and checksums of its entries, whatever their times and order; for
/// any other file its size and CRC-32C.
///
/// @param whole false when it can only be the beginning of a file of its format
/// @param archive whether it is a jar or zip
record Content(long size, long hash, boolean whole, boolean archive) {
    private static final int PIECE = 256 * 1024;
    private static final int HEAD = 4;

    static Content of(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            ByteBuffer head = read(channel, 0, HEAD);
            if (ZipDirectory.begins(head)) {
                OptionalLong hash = ZipDirectory.hash(channel);
                if (hash.isPresent()) {
                    return new Content(0, hash.getAsLong(), true, true);
                }
                return new Content(size, checksum(channel), false, true);
            }
            boolean whole = !ElfFile.begins(head) || ElfFile.isWhole(channel);
            return new Content(size, checksum(channel), whole, false);
        }
    }

    /// Whether both are the same to who runs them.
    boolean sameAs(Content other) {
        return size == other.size && hash == other.hash;
    }

    /// Less than `length` bytes when the file ends before.
    static ByteBuffer read(SeekableByteChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(position);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            continue;
        }
        return bytes.flip();
    }

    private static long checksum(SeekableByteChannel channel) throws IOException {
        CRC32C checksum = new CRC32C();
        ByteBuffer piece = ByteBuffer.allocateDirect(Math.clamp(channel.size(), 1, PIECE));
        channel.position(0);
        while (channel.read(piece) >= 0) {
            checksum.update(piece.flip());
            piece.clear();
        }
        return checksum.getValue();
    }
}
