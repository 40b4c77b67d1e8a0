package dev.astra.log;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.zip.CRC32C;

/// The bytes of an index: a header of 24 bytes and records of 24 bytes, all numbers big-endian, each with a checksum over the rest of it.
///
/// Header: the letters `ALX1`, checksum (4), for stdout and for stderr (8 each) twice the bytes of the run before this segment, plus 1 when
/// the last of them is no newline.
/// Record: time in microseconds since 1970 (8), offset in the data file (4), length (4), kind (1), zeros (3), checksum (4).
final class IndexFormat {
    static final int RECORD = 24;
    static final int HEADER = 24;
    private static final int MAGIC = 'A' << 24 | 'L' << 16 | 'X' << 8 | '1';
    private static final int CHECKED = RECORD - Integer.BYTES;
    private static final int KIND_AT = 16;

    private final CRC32C checksum = new CRC32C();
    private final byte[] scratch = new byte[RECORD];

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /// @param before by kind, bytes of the run before this segment
    /// @param midLine by kind, whether the last of them is no newline
    void putHeader(ByteBuffer target, long[] before, boolean[] midLine) {
        int at = target.position();
        target.putInt(MAGIC).putInt(0);
        target.putLong(before[0] << 1 | (midLine[0] ? 1 : 0)).putLong(before[1] << 1 | (midLine[1] ? 1 : 0));
        target.putInt(at + Integer.BYTES, headerChecksum(target, at));
    }

    static long before(ByteBuffer header, Kind kind) {
        return header.getLong(8 + kind.ordinal() * Long.BYTES) >>> 1;
    }

    static boolean beginsMidLine(ByteBuffer header, Kind kind) {
        return (header.getLong(8 + kind.ordinal() * Long.BYTES) & 1) != 0;
    }

    boolean isHeader(ByteBuffer source, int at) {
        return source.getInt(at) == MAGIC && source.getInt(at + Integer.BYTES) == headerChecksum(source, at);
    }

    void putRecord(ByteBuffer target, Kind kind, long micros, long offset, int length) {
        int at = target.position();
        target.putLong(micros).putInt((int) offset).putInt(length).putInt(kind.ordinal() << 24);
        target.putInt(recordChecksum(target, at));
    }

    boolean isRecord(ByteBuffer source, int at) {
        return source.getInt(at + CHECKED) == recordChecksum(source, at)
                && Byte.toUnsignedInt(source.get(at + KIND_AT)) < Kind.COUNT && source.getInt(at + 8) >= 0
                && source.getInt(at + 12) >= 0;
    }

    static long micros(ByteBuffer source, int at) {
        return source.getLong(at);
    }

    static int offset(ByteBuffer source, int at) {
        return source.getInt(at + 8);
    }

    static int length(ByteBuffer source, int at) {
        return source.getInt(at + 12);
    }

    static Kind kind(ByteBuffer source, int at) {
        return Kind.at(source.get(at + KIND_AT));
    }

    private int recordChecksum(ByteBuffer source, int at) {
        source.get(at, scratch, 0, CHECKED);
        checksum.reset();
        checksum.update(scratch, 0, CHECKED);
        return (int) checksum.getValue();
    }

    private int headerChecksum(ByteBuffer source, int at) {
        source.get(at + 8, scratch, 0, 2 * Long.BYTES);
        checksum.reset();
        checksum.update(scratch, 0, 2 * Long.BYTES);
        return (int) checksum.getValue();
    }
}
