package dev.astra.watch;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// News from Linux's inotify(7), which watches folders one by one, and inodes rather than paths.
final class InotifyEvents implements FileEvents {
    private static final int CLOSE_WRITE = 0x8;
    private static final int MOVED_FROM = 0x40;
    private static final int MOVED_TO = 0x80;
    private static final int CREATE = 0x100;
    private static final int DELETE = 0x200;
    private static final int DELETE_SELF = 0x400;
    private static final int MOVE_SELF = 0x800;
    private static final int UNMOUNT = 0x2000;
    private static final int OVERFLOW = 0x4000;
    private static final int IGNORED = 0x8000;
    private static final int ONLY_FOLDERS = 0x1000000;
    private static final int IS_FOLDER = 0x40000000;
    private static final int HEADER = 16;
    private static final int POLL_IN = 1;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer = arena.allocate(64 * 1024, 8);
    private final MemorySegment polled = arena.allocate(16, 8);
    private final MemorySegment one = arena.allocate(8, 8);
    private final MemorySegment rung = arena.allocate(8, 8);
    private final int inotify;
    private final int bell;
    private final Map<Path, Observed> observed = new HashMap<>();
    private final Map<Integer, Path> paths = new HashMap<>();

    private record Observed(int descriptor, Spot spot) {}

    /// @throws WatchLimitException when this user has too many inotify instances
    InotifyEvents() throws WatchLimitException {
        inotify = LinuxCall.INOTIFY_INIT1.call(LinuxCall.CLOSE_ON_EXEC | LinuxCall.NON_BLOCKING);
        if (inotify < 0) {
            throw new WatchLimitException(inotify == -LinuxCall.TOO_MANY_FILES
                    ? "all inotify instances are in use; raise the limit with: sysctl fs.inotify.max_user_instances=1024"
                    : "inotify is not to be had: error " + -inotify);
        }
        bell = LinuxCall.EVENTFD.call(0, LinuxCall.CLOSE_ON_EXEC | LinuxCall.NON_BLOCKING);
        one.set(JAVA_LONG_UNALIGNED, 0, 1);
        polled.set(JAVA_INT_UNALIGNED, 0, inotify);
        polled.set(JAVA_INT_UNALIGNED, 4, POLL_IN);
        polled.set(JAVA_INT_UNALIGNED, 8, bell);
        polled.set(JAVA_INT_UNALIGNED, 12, POLL_IN);
    }

    @Override
    public void observe(Map<Path, Spot> spots) throws WatchLimitException {
        for (Path each : List.copyOf(observed.keySet())) {
            if (!spots.containsKey(each)) {
                forget(each);
            }
        }
        for (Map.Entry<Path, Spot> each : spots.entrySet()) {
            Observed now = observed.get(each.getKey());
            if (now == null || now.spot != each.getValue()) {
                add(each.getKey(), each.getValue());
            }
        }
    }

    /// A folder that has just gone is no problem: whoever wanted it hears of that from the folder above.
    private void add(Path folder, Spot spot) throws WatchLimitException {
        int descriptor;
        try (Arena names = Arena.ofConfined()) {
            descriptor = LinuxCall.INOTIFY_ADD_WATCH.call(inotify, names.allocateFrom(folder.toString()).address(),
                    mask(spot) | ONLY_FOLDERS);
        }
        if (descriptor == -LinuxCall.NO_ROOM) {
            throw new WatchLimitException("inotify can watch no more folders; raise the limit with: "
                    + "sysctl fs.inotify.max_user_watches=524288");
        }
        if (descriptor >= 0) {
            Path before = paths.put(descriptor, folder);
            if (before != null && !before.equals(folder)) {
                observed.remove(before);
            }
            observed.put(folder, new Observed(descriptor, spot));
        }
    }

    private static int mask(Spot spot) {
        int place = MOVE_SELF | DELETE_SELF;
        return switch (spot) {
            case PLACE -> place;
            case NAMES -> place | CREATE | MOVED_TO;
            case CONTENT -> place | CREATE | MOVED_TO | MOVED_FROM | DELETE | CLOSE_WRITE;
        };
    }

    private void forget(Path folder) {
        Observed old = observed.remove(folder);
        if (old != null) {
            paths.remove(old.descriptor);
            LinuxCall.INOTIFY_RM_WATCH.call(inotify, old.descriptor);
        }
    }

    @Override
    public List<FileEvent> next(long millis) {
        if (LinuxCall.POLL.call(polled.address(), 2, Math.clamp(millis, -1, Integer.MAX_VALUE)) <= 0) {
            return List.of();
        }
        LinuxCall.READ.call(bell, rung.address(), 8);
        List<FileEvent> found = new ArrayList<>();
        int length = LinuxCall.READ.call(inotify, buffer.address(), buffer.byteSize());
        for (int at = 0; at + HEADER <= length; at += HEADER + buffer.get(JAVA_INT_UNALIGNED, at + 12)) {
            event(at).ifPresent(found::add);
        }
        return found;
    }

    private Optional<FileEvent> event(int at) {
        int descriptor = buffer.get(JAVA_INT_UNALIGNED, at);
        int mask = buffer.get(JAVA_INT_UNALIGNED, at + 4);
        if ((mask & OVERFLOW) != 0) {
            return Optional.of(new FileEvent.Unknown());
        }
        Path folder = paths.get(descriptor);
        if (folder == null) {
            return Optional.empty();
        }
        if ((mask & (MOVE_SELF | DELETE_SELF | IGNORED | UNMOUNT)) != 0) {
            if ((mask & MOVE_SELF) != 0) {
                List.copyOf(observed.keySet()).stream().filter(each -> each.startsWith(folder)).forEach(this::forget);
            }
            forget(folder);
            return Optional.of(new FileEvent.Displaced(folder));
        }
        Path path = folder.resolve(buffer.getString(at + HEADER));
        return Optional.of(new FileEvent.Entry(path, sign(mask), (mask & IS_FOLDER) != 0));
    }

    private static Sign sign(int mask) {
        if ((mask & CLOSE_WRITE) != 0) {
            return Sign.WRITTEN;
        }
        if ((mask & MOVED_TO) != 0) {
            return Sign.ARRIVED;
        }
        return (mask & CREATE) != 0 ? Sign.CREATED : Sign.GONE;
    }

    @Override
    public void wake() {
        LinuxCall.WRITE.call(bell, one.address(), 8);
    }

    @Override
    public Duration delay() {
        return Duration.ZERO;
    }

    @Override
    public void close() {
        LinuxCall.CLOSE.call(inotify);
        LinuxCall.CLOSE.call(bell);
        arena.close();
    }
}
