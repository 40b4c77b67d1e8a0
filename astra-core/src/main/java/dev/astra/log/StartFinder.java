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
    private final long end;

    /// @param expected by kind, where its next chunk begins
    /// @param skip so many lines are left out first
    record Start(SegmentName segment, long indexPosition, long[] expected, long skip) {}

    /// @param names the segments in question, in order
    /// @param end up to where in the last one's index; what is added later counts for nothing
    StartFinder(ServiceFolder folder, LogQuery query, List<SegmentName> names, long end) {
        this.folder = folder;
        this.query = query;
        this.names = names;
        this.end = end;
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
        for (SegmentName name : names.subList(firstSegment(micros), names.size())) {
            try (SegmentReader segment = new SegmentReader(folder.path(), name)) {
                SegmentMap map = map(segment);
                List<SegmentMap.Entry> entries = map.entries();
                for (int i = 0; i < entries.size(); i++) {
                    if (entries.get(i).micros() >= micros) {
                        return start(segment, map, i);
                    }
                }
                if (name.equals(names.getLast())) {
                    return new Start(name, segment.indexPosition(), map.ends(), 0);
                }
            } catch (NoSuchFileException removed) {
                continue;
            }
        }
        return null;
    }

    /// Where a line of this chunk begins in an earlier segment, its beginning is left out.
    private static Start start(SegmentReader segment, SegmentMap map, int entry) throws IOException {
        long[] starts = map.starts(entry);
        long[] expected = starts == null ? map.offsets(entry) : starts;
        return new Start(segment.name(), map.entries().get(entry).indexPosition(), expected, 0);
    }

    /// The last segment that begins before that time.
    private int firstSegment(long micros) throws IOException {
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
        return low;
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
        for (SegmentName name : names.reversed()) {
            if (earliest != null && name.compareTo(earliest.segment()) < 0) {
                return earliest;
            }
            found += name.run() == run || lines == 0 ? 0 : unfinished(name.run());
            run = name.run();
            try (SegmentReader segment = new SegmentReader(folder.path(), name)) {
                SegmentMap map = map(segment);
                if (lines == 0 && !folder.isWriting(run)) {
                    return new Start(name, segment.indexPosition(), map.ends(), 0);
                }
                long[] starts = found < lines ? null : map.starts(map.entries().size());
                if (starts != null) {
                    int last = map.entries().size();
                    long position = lines == 0 ? segment.indexPosition() : map.position(last, starts);
                    return new Start(name, position, starts, found - lines);
                }
                for (int i = map.entries().size() - 1; i >= 0; i--) {
                    SegmentMap.Entry entry = map.entries().get(i);
                    if (earliest != null && name.equals(earliest.segment())
                            && entry.indexPosition() < earliest.indexPosition()) {
                        return earliest;
                    }
                    found += lines(map, entry);
                    starts = found < lines ? null : map.starts(i);
                    if (starts != null) {
                        return new Start(name, map.position(i, starts), starts, found - lines);
                    }
                }
            } catch (NoSuchFileException removed) {
                break;
            }
        }
        return earliest;
    }

    /// How many lines of a run have no newline at its end; they are given last.
    private int unfinished(int run) throws IOException {
        int lines = 0;
        if (query.until().isPresent()) {
            return lines;
        }
        for (Kind kind : Kind.STREAMS) {
            Boolean midLine = query.streams().contains(kind.stream()) ? null : Boolean.FALSE;
            for (SegmentName name : names.reversed()) {
                if (midLine == null && name.run() == run) {
                    midLine = endsMidLine(name, kind);
                }
            }
            lines += Boolean.TRUE.equals(midLine) ? 1 : 0;
        }
        return lines;
    }

    private @Nullable Boolean endsMidLine(SegmentName name, Kind kind) throws IOException {
        try (SegmentReader segment = new SegmentReader(folder.path(), name)) {
            return segment.endsMidLine(kind);
        } catch (NoSuchFileException removed) {
            return null;
        }
    }

    private long lines(SegmentMap map, SegmentMap.Entry entry) throws IOException {
        if (entry.kind() == Kind.MARK || !query.streams().contains(entry.kind().stream())
                || query.until().isPresent() && entry.micros() > IndexFormat.micros(query.until().get())) {
            return 0;
        }
        return map.newlines(entry);
    }

    private SegmentMap map(SegmentReader segment) throws IOException {
        long until = segment.name().equals(names.getLast()) ? end : Long.MAX_VALUE;
        return new SegmentMap(segment, !folder.isWriting(segment.name().run()), until);
    }

    /// The segments that the query's run has.
    static List<SegmentName> names(ServiceFolder folder, LogQuery query) {
        List<SegmentName> all = new ArrayList<>(folder.names());
        if (query.run().isEmpty()) {
            int first = query.following() ? folder.firstWritten() : Integer.MAX_VALUE;
            return all.stream().filter(each -> each.run() <= first).toList();
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
