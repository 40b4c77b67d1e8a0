package dev.astra.daemon;

import dev.astra.process.ThisProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// The lock on a project's folder: one Astra hosts a stack there at a time. The system drops it when the process ends, however it
/// ends, so that a crash leaves nothing to clean by hand.
final class HostLock implements AutoCloseable {
    private final FileChannel channel;
    private final Path file;
    private final Optional<Object> key;

    private HostLock(FileChannel channel, Path file) {
        this.channel = channel;
        this.file = file;
        this.key = key(file);
    }

    static HostLock take(Project project) throws HostException {
        try {
            project.create();
            FileChannel channel = FileChannel.open(project.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            if (!locked(channel)) {
                channel.close();
                throw new HostException(HostException.Kind.TAKEN, alreadyRuns(project), null);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ThisProcess.pid() + "\n").getBytes(StandardCharsets.UTF_8)));
            return new HostLock(channel, project.lock());
        } catch (IOException failed) {
            throw new HostException(HostException.Kind.HERE, cannotWrite(project, failed), failed);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static String alreadyRuns(Project project) {
        String holder = holder(project.lock());
        return "another Astra%s runs the stack in %s: `astra ps` shows it, `astra down` ends it".formatted(
                holder.isEmpty() ? "" : " (pid " + holder + ")", project.folder());
    }

    private static String holder(Path lock) {
        try {
            return Files.readString(lock).strip();
        } catch (IOException _) {
            return "";
        }
    }

    /// Whether the file that is locked still is the one in the project's folder: not once that was removed or moved.
    boolean isInPlace() {
        return key(file).equals(key);
    }

    /// What tells a file from another of the same name.
    private static Optional<Object> key(Path file) {
        try {
            return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    static String cannotWrite(Project project, IOException failed) {
        String what = switch (failed) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileSystemException other when other.getReason() != null -> other.getFile() + ": " + other.getReason();
            default -> String.valueOf(failed.getMessage());
        };
        String remedy = "make the folder writable, or copy the project to one that is";
        if (what.contains("No space left")) {
            remedy = "make room on its disk";
        } else if (what.endsWith("a symbolic link")) {
            remedy = "remove it: Astra follows none there";
        }
        return "cannot keep what belongs to the stack in %s/.astra: %s; %s".formatted(project.folder(), what, remedy);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // the system drops the lock with the process
        }
    }
}
