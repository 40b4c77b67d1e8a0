package dev.astra.process.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Memory outside the heap that one thread reads descriptors into, again and again.
public final class InputBuffer {
    /// What a read gave.
    public enum Result {
        /// Bytes are in the buffer.
        BYTES,
        /// There is nothing now, and may be later.
        NOTHING_YET,
        /// Nothing will ever come.
        END
    }

    private final MemorySegment errorRoom = CFunction.errorRoom(Arena.ofAuto());
    private final MemorySegment memory;
    private final ByteBuffer bytes;
    private final long[] words = new long[6];

    public InputBuffer(int size) {
        memory = Arena.ofAuto().allocate(size);
        bytes = memory.asByteBuffer();
    }

    /// Reads once. The descriptor should be one that never waits.
    public Result read(Descriptor from) {
        int count;
        do {
            words[0] = from.number();
            words[1] = memory.address();
            words[2] = memory.byteSize();
            count = CFunction.READ.attempt(errorRoom, words);
        } while (count == -Errors.INTERRUPTED);
        if (count == -Errors.AGAIN) {
            return Result.NOTHING_YET;
        }
        bytes.clear().limit(Math.max(0, count));
        return count > 0 ? Result.BYTES : Result.END;
    }

    /// What the last read gave, direct; valid until the next.
    public ByteBuffer bytes() {
        return bytes;
    }
}
