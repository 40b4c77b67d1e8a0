package dev.astra.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// As much of ELF (elf(5)) as shows that a file is not all there: its tables say how far it must reach. Only 64-bit files of
/// little-endian machines are looked into.
final class ElfFile {
    private static final int MAGIC = 0x464c457f;
    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int BITS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;

    private ElfFile() {}

    static boolean begins(ByteBuffer head) {
        return head.remaining() >= 4 && head.getInt(0) == MAGIC;
    }

    static boolean isWhole(SeekableByteChannel channel) throws IOException {
        long size = channel.size();
        ByteBuffer header = Content.read(channel, 0, HEADER);
        if (header.remaining() < HEADER) {
            return false;
        }
        if (header.get(4) != BITS_64 || header.get(5) != LITTLE_ENDIAN) {
            return true;
        }
        long sections = header.getLong(40) + (long) header.getShort(58) * header.getShort(60);
        long programs = header.getLong(32);
        int count = Short.toUnsignedInt(header.getShort(56));
        if (sections > size || programs + (long) count * PROGRAM_HEADER > size) {
            return false;
        }
        ByteBuffer table = Content.read(channel, programs, count * PROGRAM_HEADER);
        for (int at = 0; at + PROGRAM_HEADER <= table.limit(); at += PROGRAM_HEADER) {
            if (table.getLong(at + 8) + table.getLong(at + 32) > size) {
                return false;
            }
        }
        return true;
    }
}
