package dev.astra.log;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A segment's place in the life of its service, and the names of its files: `000003.00001.index` and so on.
///
/// @param run from 1
/// @param number within the run, from 1
record SegmentName(int run, int number) implements Comparable<SegmentName> {
    static final String INDEX = "index";
    private static final Comparator<SegmentName> ORDER = Comparator.comparingInt(SegmentName::run)
            .thenComparingInt(SegmentName::number);
    private static final Pattern FILE = Pattern
            .compile("(\\d{6,9})\\.(\\d{5,9})\\.(index|marks|stdout\\.log|stderr\\.log)");

    String index() {
        return file(INDEX);
    }

    String data(Kind kind) {
        return file(kind.suffix());
    }

    SegmentName next() {
        return new SegmentName(run, number + 1);
    }

    /// Before the first segment of a run.
    static SegmentName before(int run) {
        return new SegmentName(run, 0);
    }

    static Optional<SegmentName> of(String file) {
        Matcher matcher = FILE.matcher(file);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new SegmentName(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
    }

    @Override
    public int compareTo(SegmentName other) {
        return ORDER.compare(this, other);
    }

    private String file(String suffix) {
        return "%06d.%05d.%s".formatted(run, number, suffix);
    }
}
