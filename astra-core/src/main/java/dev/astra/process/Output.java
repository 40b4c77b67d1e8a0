package dev.astra.process;

import dev.astra.log.StandardStream;
import dev.astra.process.posix.Descriptor;
import dev.astra.process.posix.InputBuffer;

/// One stream that a process writes to, read by the drain's thread.
record Output(Descriptor descriptor, StandardStream stream, Sink sink) implements Watch {
    @Override
    public boolean ready(InputBuffer buffer) {
        return switch (buffer.read(descriptor)) {
            case BYTES -> {
                sink.take(stream, buffer.bytes());
                yield true;
            }
            case NOTHING_YET -> true;
            case END -> false;
        };
    }

    /// Takes all that is there at this moment, but not what others write meanwhile.
    void takePresent(InputBuffer buffer) {
        if (descriptor.isClosed()) {
            return;
        }
        int left = descriptor.available();
        while (left > 0 && buffer.read(descriptor) == InputBuffer.Result.BYTES) {
            left -= buffer.bytes().remaining();
            sink.take(stream, buffer.bytes());
        }
    }
}
