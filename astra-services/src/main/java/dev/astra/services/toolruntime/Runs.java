package dev.astra.services.toolruntime;

import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.ToolOutcome;
import dev.astra.services.contract.ToolRun;
import dev.astra.services.kit.ObjectStore;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.Room;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/// Runs tools, so many at once; who comes later waits. Safe for use by many threads.
final class Runs {
    private static final int MILLIS = 10_000;
    private static final int MOST_MILLIS = 60_000;
    private static final long OUTPUT_BYTES = 4L * 1024 * 1024;
    private static final int ANSWERED_BYTES = 64 * 1024;
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}");

    /// What all runs together may use.
    ///
    /// @param slots how many run at once
    /// @param megabytes the address space that each process of a run may have
    record Share(int slots, int megabytes) {}

    private final Toolbox toolbox;
    private final ObjectStore objects;
    private final Path base;
    private final long memoryBytes;
    private final Semaphore slots;
    private final ReentrantLock sweeping = new ReentrantLock();
    private boolean swept;

    /// @param base the folder of this process alone; what is in it is removed with the first run
    Runs(Toolbox toolbox, ObjectStore objects, Path base, Share share) {
        this.toolbox = toolbox;
        this.objects = objects;
        this.base = base;
        memoryBytes = share.megabytes() * 1024L * 1024;
        slots = new Semaphore(share.slots());
    }

    /// @throws Refusal when there is no such tool or input
    ToolOutcome run(ToolRun run) throws IOException, InterruptedException {
        List<String> files = run.inputs().stream().map(Artifact::task).toList();
        String script = toolbox.script(run.tool());
        int millis = Math.clamp(run.timeoutMillis() == 0 ? MILLIS : run.timeoutMillis(), 1, MOST_MILLIS);
        slots.acquire();
        try {
            sweepOnce();
            try (Room room = Room.below(base)) {
                for (Artifact input : run.inputs()) {
                    fetch(input, room.work());
                }
                return outcome(run, room.run(script, files, run.input().getBytes(StandardCharsets.UTF_8),
                        new Room.Limits(Duration.ofMillis(millis), OUTPUT_BYTES, memoryBytes)));
            }
        } finally {
            slots.release();
        }
    }

    private void sweepOnce() throws IOException {
        sweeping.lock();
        try {
            if (!swept) {
                Room.remove(base);
                swept = true;
            }
        } finally {
            sweeping.unlock();
        }
    }

    private void fetch(Artifact input, Path folder) throws IOException {
        if (!FILE_NAME.matcher(input.task()).matches()) {
            throw new Refusal(400, "'" + input.task() + "' can't be the name of a file",
                    "use up to 64 letters, digits, '.', '_' and '-'");
        }
        byte[] bytes = objects.get(input.key())
                .orElseThrow(() -> new Refusal(422, "the input " + input.key() + " is not in object storage",
                        "store it before the tool is run"));
        Files.write(folder.resolve(input.task()), bytes);
    }

    private ToolOutcome outcome(ToolRun run, Room.Ended ended) {
        byte[] output = ended.output();
        boolean stored = ended.limit().isEmpty() && ended.exitCode() == 0 && output.length > ANSWERED_BYTES
                && !run.outputKey().isEmpty();
        String sha256 = "";
        if (stored) {
            objects.put(run.outputKey(), "text/plain; charset=utf-8", output);
            sha256 = sha256(output);
        }
        return new ToolOutcome(ended.exitCode(), stored ? "" : new String(output, StandardCharsets.UTF_8),
                ended.error(), ended.limit(), ended.duration().toMillis(), stored, sha256, output.length);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
