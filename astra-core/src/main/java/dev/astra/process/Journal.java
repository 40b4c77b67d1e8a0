package dev.astra.process;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/// The recorded processes on disk: whose life this is, and a line each time a run begins (`+`) or is over (`-`). What was written
/// outlives a SIGKILL of this process; a crash of the machine ends the processes too.
///
/// The first lines are there before any process is, and hold the marks that all inherit, so that a crash at any point leaves no
/// process unknown. A line that can't be written (no room, folder deleted) is therefore not worth failing a start for.
///
/// Safe for use by several threads.
final class Journal implements Closeable {
    static final String NAME = "processes";
    static final String FORMAT = "astra-processes 1";

    private static final int MOST_LINES_OVER = 1_000;

    private final Path file;
    private final String head;
    private final Map<Long, String> running = new LinkedHashMap<>();
    private FileOutputStream out;
    private int lines;

    private Journal(Path file, String head) throws IOException {
        this.file = file;
        this.head = head;
        this.out = replace();
    }

    /// Begins the journal of an instance; what was recorded in the folder before is gone.
    ///
    /// @throws IOException when it can't be written
    static Journal begin(Path folder, Instance instance) throws IOException {
        Files.createDirectories(folder);
        String head = FORMAT + "\nboot " + ProcessTable.boot() + "\ninstance " + instance.token() + " "
                + instance.prefix() + "\n";
        return new Journal(folder.resolve(NAME), head);
    }

    synchronized void began(ProcessId process, String token, String service) {
        String line = "+ " + process.pid() + " " + process.start() + " " + token + " " + service + "\n";
        running.put(process.pid(), line);
        append(line);
    }

    synchronized void ended(long pid) {
        if (running.remove(pid) != null) {
            append("- " + pid + "\n");
        }
    }

    /// Ends it and removes the file: nothing of this life is left.
    @Override
    public synchronized void close() throws IOException {
        out.close();
        Files.deleteIfExists(file);
    }

    private void append(String line) {
        try {
            if (lines++ > 2 * running.size() + MOST_LINES_OVER) {
                out.close();
                out = replace();
            } else {
                out.write(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException unwritable) {
            return; // see above
        }
    }

    /// Opened anew and renamed into place, so that no reader ever finds half a file, and no link is followed.
    private FileOutputStream replace() throws IOException {
        Path fresh = file.resolveSibling(NAME + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, head + String.join("", running.values()), StandardOpenOption.WRITE);
        FileOutputStream opened = new FileOutputStream(fresh.toFile(), true);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        lines = running.size();
        return opened;
    }
}
