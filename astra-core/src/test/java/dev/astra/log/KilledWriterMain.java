package dev.astra.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Writes lines without end and tells of each on standard output once it has been taken.
final class KilledWriterMain {
    private KilledWriterMain() {}

    public static void main(String[] arguments) throws Exception {
        LogStore store = LogStore.open(Path.of(arguments[0]), LogLimits.DEFAULT);
        RunLog log = store.begin("a", store.lastRun("a") + 1);
        for (int i = 0; true; i++) {
            log.append(StandardStream.STDOUT, ByteBuffer.wrap((i + "\n").getBytes(StandardCharsets.UTF_8)));
            System.out.println(i);
        }
    }
}
