package dev.astra.log;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds where a cursor begins in the log of one service. Segments are found by the time of their first record, so that no more than one
/// index is read for `since`; for `tail` data is read backwards.
final class StartFinder {
    private final ServiceFolder folder;
    private final LogQuery query;
    private final List<SegmentName> names;

    /// @param expected by kind, where its next chunk begins
    /// @param skip so many lines are left out first
    record Start(SegmentName segment, long indexPosition, long[] expected, long skip) {}

    /// @param names the segments in question, in order
    StartFinder(ServiceFolder folder, LogQuery query, List<SegmentName> names) {
        this.folder = folder;
        this.query = query;
        this.names = names;
    }

    /// @return null: at the beginning of the first segment there is
    @Nullable
    Start find() throws IOException {
        Start since = query.since().isPresent() ? since(IndexFormat.micros(query.since().get())) : null;
        if (query.tail().isEmpty()) {
            return since;
        }
        return tail(query.tail().getAsLong(), since);
    }

    private @Nullable Start since(long micros) throws IOException {
        int low = 0;
        int high = names.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstMicros(names.get(middle)) < micros) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        for (SegmentName name : names.subList(Math.min(low, names.size()), names.size())) {
            try (SegmentReader segment = new SegmentReader(folder.path(), name)) {
                SegmentMap map = map(segment);
                List<SegmentMap.Entry> entries = map.entries();
                for (int i = 0; i < entries.size(); i++) {
                    if (entries.get(i).micros() >= micros) {
                        return new Start(name, entries.get(i).indexPosition(), map.starts(i), 0);
                    }
                }
                if (name.equals(names.getLast())) {
                    return new Start(name, segment.indexPosition(), map.starts(entries.size()), 0);
                }
            } catch (NoSuchFileException removed) {
                continue;
            }
        }
        return null;
    }

    /// @return 0 when there is no record
    private long firstMicros(SegmentName name) throws IOException {
        try (SegmentReader segment = new SegmentReader(folder.path(), name)) {
            Chunk chunk = new Chunk();
            return segment.indexed(chunk, Long.MAX_VALUE) || segment.beyondIndex(chunk) ? chunk.micros : 0;
        } catch (NoSuchFileException removed) {
            return 0;
        }
    }

    private @Nullable Start tail(long lines, @Nullable Start earliest) throws IOException {
        long found = 0;
        int run = -1;
        boolean[] lastSeen = new boolean[Kind.COUNT];
        for (SegmentName name : names.reversed()) {
            if (earliest != null && name.compareTo(earliest.segment()) < 0) {
                return earliest;
            }
            if (name.run() != run) {
                run = name.run();
                lastSeen = new boolean[Kind.COUNT];
            }
            try (SegmentReader segment = new SegmentReader(folder.path(), name)) {
                SegmentMap map = map(segment);
                List<SegmentMap.Entry> entries = map.entries();
                if (lines == 0) {
                    return new Start(name, segment.indexPosition(), map.starts(entries.size()), 0);
                }
                for (int i = entries.size() - 1; i >= 0; i--) {
                    if (earliest != null && name.equals(earliest.segment())
                            && entries.get(i).indexPosition() < earliest.indexPosition()) {
                        return earliest;
                    }
                    found += lines(map, entries.get(i), lastSeen);
                    if (found >= lines) {
                        return new Start(name, entries.get(i).indexPosition(), map.starts(i), found - lines);
                    }
                }
            } catch (NoSuchFileException removed) {
                break;
            }
        }
        return earliest;
    }

    /// Lines that end in this chunk, or with it when it is the run's last of its stream.
    private long lines(SegmentMap map, SegmentMap.Entry entry, boolean[] lastSeen) throws IOException {
        Kind kind = entry.kind();
        if (kind == Kind.MARK || !query.streams().contains(kind.stream())
                || query.until().isPresent() && entry.micros() > IndexFormat.micros(query.until().get())) {
            return 0;
        }
        long lines = map.newlines(entry);
        if (!lastSeen[kind.ordinal()]) {
            lastSeen[kind.ordinal()] = true;
            lines += map.endsWithNewline(entry) ? 0 : 1;
        }
        return lines;
    }

    private SegmentMap map(SegmentReader segment) throws IOException {
        return new SegmentMap(segment, !folder.isWriting(segment.name().run()));
    }

    /// The segments that the query's run has.
    static List<SegmentName> names(ServiceFolder folder, LogQuery query) {
        List<SegmentName> all = new ArrayList<>(folder.names());
        if (query.run().isEmpty()) {
            return all;
        }
        int run = run(folder, query);
        return all.stream().filter(each -> each.run() == run).toList();
    }

    /// Which run the query means; one that there isn't when it can't be.
    static int run(ServiceFolder folder, LogQuery query) {
        int asked = query.run().orElseThrow();
        return asked > 0 ? asked : folder.lastRun() + asked;
    }
}
