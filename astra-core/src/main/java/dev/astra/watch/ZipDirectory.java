package dev.astra.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/// The central directory at the end of a jar or zip (PKWARE's APPNOTE.TXT 4.3.12 to 4.3.16), which is written last: where it can be
/// read, the file is complete.
final class ZipDirectory {
    private static final int ENTRY = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int FILE = 0x04034b50;
    private static final int END_LENGTH = 22;
    private static final int LOCATOR_LENGTH = 20;
    private static final int ENTRY_LENGTH = 46;
    private static final int COMMENT_LENGTH = 0xffff;
    private static final int LARGEST = 256 * 1024 * 1024;

    private ZipDirectory() {}

    static boolean begins(ByteBuffer head) {
        return head.remaining() >= 4 && (head.getInt(0) == FILE || head.getInt(0) == END);
    }

    /// One number for the names, sizes and checksums of all entries. Empty when the directory is not all there.
    static OptionalLong hash(SeekableByteChannel channel) throws IOException {
        long size = channel.size();
        int tailLength = (int) Math.min(size, END_LENGTH + COMMENT_LENGTH);
        ByteBuffer tail = Content.read(channel, size - tailLength, tailLength);
        for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END
                    && at + END_LENGTH + Short.toUnsignedInt(tail.getShort(at + 20)) == tail.limit()) {
                return directory(channel, tail, at, size - tailLength);
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong directory(SeekableByteChannel channel, ByteBuffer tail, int at, long tailStart)
            throws IOException {
        long length = Integer.toUnsignedLong(tail.getInt(at + 12));
        long count = Short.toUnsignedLong(tail.getShort(at + 10));
        long end = tailStart + at;
        if (at >= LOCATOR_LENGTH && tail.getInt(at - LOCATOR_LENGTH) == LOCATOR_64) {
            ByteBuffer end64 = Content.read(channel, tail.getLong(at - LOCATOR_LENGTH + 8), 56);
            if (end64.remaining() < 56 || end64.getInt(0) != END_64) {
                return OptionalLong.empty();
            }
            end = tail.getLong(at - LOCATOR_LENGTH + 8);
            length = end64.getLong(40);
            count = end64.getLong(32);
        }
        if (length < 0 || length > end || length > LARGEST) {
            return OptionalLong.empty();
        }
        return entries(Content.read(channel, end - length, (int) length), count);
    }

    private static OptionalLong entries(ByteBuffer directory, long count) {
        long sum = count;
        int at = 0;
        for (long index = 0; index < count; index++) {
            if (at + ENTRY_LENGTH > directory.limit() || directory.getInt(at) != ENTRY) {
                return OptionalLong.empty();
            }
            int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
            int next = at + ENTRY_LENGTH + nameLength + Short.toUnsignedInt(directory.getShort(at + 30))
                    + Short.toUnsignedInt(directory.getShort(at + 32));
            if (next > directory.limit()) {
                return OptionalLong.empty();
            }
            CRC32C name = new CRC32C();
            name.update(directory.array(), at + ENTRY_LENGTH, nameLength);
            sum += mixed(name.getValue() << 32 ^ Integer.toUnsignedLong(directory.getInt(at + 16)),
                    Integer.toUnsignedLong(directory.getInt(at + 24)));
            at = next;
        }
        return OptionalLong.of(sum);
    }

    /// Spreads what belongs to one entry over all bits (the finalizer of SplittableRandom), so that sums do not meet by chance.
    private static long mixed(long first, long second) {
        long value = first + second * 0x9e3779b97f4a7c15L;
        value = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        value = (value ^ value >>> 27) * 0x94d049bb133111ebL;
        return value ^ value >>> 31;
    }
}
