package dev.astra.log;

/// What was captured at once: a range of a data file. Reused from one chunk to the next.
final class Chunk {
    Kind kind = Kind.STDOUT;
    long micros;
    long offset;
    long length;

    void set(Kind newKind, long newMicros, long newOffset, long newLength) {
        kind = newKind;
        micros = newMicros;
        offset = newOffset;
        length = newLength;
    }
}
