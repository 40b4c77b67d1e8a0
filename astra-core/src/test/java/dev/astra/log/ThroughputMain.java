package dev.astra.log;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Takes pipes through the store and writes prefixed lines to a file, as `up` does; for scripts/bench/logs. Prints the seconds and the processor seconds it took, what
/// became of the lines, and the memory it needed.
final class ThroughputMain {
    private static final int BLOCK = 64 << 10;
    private static final int LINE = 100;

    private ThroughputMain() {}

    /// Folder of the logs, file for the lines, megabytes of each writer, pipes.
    public static void main(String[] arguments) throws Exception {
        Path output = Path.of(arguments[1]);
        LogStore store = LogStore.open(Path.of(arguments[0]), LogLimits.DEFAULT);
        List<Thread> drains = new ArrayList<>();
        try (Cursor cursor = store.cursor(LogQuery.everything().tail(0).follow())) {
            long start = System.nanoTime();
            for (int i = 3; i < arguments.length; i++) {
                Path pipe = Path.of(arguments[i]);
                RunLog log = store.begin("writer-%02d".formatted(i - 3), 1);
                drains.add(Thread.ofPlatform().start(() -> drain(pipe, log)));
            }
            long length = (LINE + prefix("writer-00").length) * 10_000L * Long.parseLong(arguments[2]) * drains.size();
            console(cursor, output, length);
            long cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
            System.out.printf("%.3f %.3f ", (System.nanoTime() - start) / 1e9, cpu / 1e3);
        }
        System.out.println(check(output, drains.size(), Long.parseLong(arguments[2]) * 10_000) + ", " + memory());
    }

    private static void drain(Path pipe, RunLog log) {
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
        try (log; FileChannel channel = FileChannel.open(pipe, StandardOpenOption.READ)) {
            while (channel.read(block.clear()) > 0) {
                log.append(StandardStream.STDOUT, block.flip());
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void console(Cursor cursor, Path output, long length) throws IOException, InterruptedException {
        LineBatch batch = new LineBatch(cursor, new Style(), 512 << 10);
        try (FileChannel channel = FileChannel.open(output, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (channel.position() < length) {
                ByteBuffer text = batch.next();
                if (!text.hasRemaining() && !cursor.await(Duration.ofSeconds(20))) {
                    return;
                }
                while (text.hasRemaining()) {
                    channel.write(text);
                }
            }
        }
    }

    private static byte[] prefix(String service) {
        return (service + " | ").getBytes(StandardCharsets.UTF_8);
    }

    private record Style() implements LineStyle {
        @Override
        public byte[] prefix(String service) {
            return ThroughputMain.prefix(service);
        }

        @Override
        public byte[] mark(LogMark mark) {
            return mark.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public boolean timestamps() {
            return false;
        }

        @Override
        public boolean colour() {
            return false;
        }
    }

    private static String check(Path output, int writers, long lines) throws IOException {
        long[] next = new long[writers];
        int prefix = prefix("writer-00").length;
        long wrong = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(output), 1 << 20)) {
            byte[] line = new byte[prefix + LINE];
            while (in.readNBytes(line, 0, line.length) == line.length) {
                String head = new String(line, 0, prefix + 13, StandardCharsets.UTF_8);
                int writer = Integer.parseInt(head.substring(7, 9));
                String expected = "writer-%02d | W%02d %09d".formatted(writer, writer, next[writer]++);
                wrong += head.equals(expected) && line[line.length - 1] == '\n' ? 0 : 1;
            }
        }
        long missing = 0;
        for (long each : next) {
            missing += lines - each;
        }
        return wrong + " wrong, " + missing + " missing";
    }

    private static String memory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status"))
                .stream()
                .filter(each -> each.startsWith("VmHWM"))
                .findFirst()
                .orElse("")
                .replaceAll("\\s+", " ");
    }
}
