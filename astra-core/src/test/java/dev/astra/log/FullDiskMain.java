package dev.astra.log;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/// Writes a log while the system lets no file grow beyond 10,000 bytes, goes on when it does again, and prints what is in the log.
final class FullDiskMain {
    private static final int LIMIT_ON_FILE_SIZE = 1;
    private static final long UNLIMITED = Long.MAX_VALUE;

    private FullDiskMain() {}

    public static void main(String[] arguments) throws Throwable {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T09:00:00Z"));
        LogStore store = LogStore.open(Path.of(arguments[0]), LogLimits.DEFAULT, now::get);
        RunLog log = store.begin("a", 1);
        limitFiles(10_000);
        for (int i = 0; i < 200; i++) {
            log.append(StandardStream.STDOUT, ByteBuffer.wrap("%098d\n".formatted(i).getBytes(StandardCharsets.UTF_8)));
            now.updateAndGet(time -> time.plus(Duration.ofMillis(30)));
        }
        log.mark(new Mark.Note("still full"));
        System.out.println("lost " + log.lost());
        limitFiles(UNLIMITED);
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(1)));
        log.append(StandardStream.STDOUT, ByteBuffer.wrap("room again\n".getBytes(StandardCharsets.UTF_8)));
        log.close();
        for (String each : StoreText.all(store, LogQuery.everything())) {
            System.out.println(each);
        }
    }

    private static void limitFiles(long bytes) throws Throwable {
        Linker linker = Linker.nativeLinker();
        var setLimit = linker.downcallHandle(linker.defaultLookup().findOrThrow("setrlimit"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit = arena.allocateFrom(ValueLayout.JAVA_LONG, bytes, UNLIMITED);
            if ((int) setLimit.invokeExact(LIMIT_ON_FILE_SIZE, limit) != 0) {
                // an unlimited hard limit is written differently on some systems
                limit.setAtIndex(ValueLayout.JAVA_LONG, 0, bytes == UNLIMITED ? -1 : bytes);
                limit.setAtIndex(ValueLayout.JAVA_LONG, 1, -1);
                if ((int) setLimit.invokeExact(LIMIT_ON_FILE_SIZE, limit) != 0) {
                    throw new IllegalStateException("setrlimit");
                }
            }
        }
    }
}
