package dev.astra.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The outputs that one or more services watch together: what of them ran last, what has been seen since, and whether that is a
/// finished build. For one thread.
final class OutputGroup {
    private static final long FIRST_SAMPLE = Duration.ofMillis(5).toNanos();
    private static final long LAST_SAMPLE = Duration.ofSeconds(1).toNanos();
    private static final long UNKNOWN_WRITER = Duration.ofMillis(500).toNanos();

    private static final int SEVERAL_OF_A_KIND = 3;

    private final List<Output> outputs;
    private final Fingerprints fingerprints;
    private final TreeSet<String> services = new TreeSet<>();
    private final Map<Path, Ran> ran = new HashMap<>();
    private final SettleGate gate = new SettleGate();
    private Survey survey;
    private long sample = FIRST_SAMPLE;
    private long delay;
    private @Nullable Long due;

    /// What is known of a file that runs.
    ///
    /// @param content null as long as nobody has read it; then it is taken for another than any other
    private record Ran(Stamp stamp, @Nullable Content content) {}

    OutputGroup(List<String> patterns, Fingerprints fingerprints) {
        outputs = patterns.stream().map(Output::of).toList();
        this.fingerprints = fingerprints;
        survey = Survey.of(outputs);
        survey.files().forEach((name, file) -> ran.put(name, new Ran(file.stamp(), null)));
    }

    TreeSet<String> services() {
        return services;
    }

    Map<Path, Spot> spots() {
        return survey.spots();
    }

    /// When to look next, as of [System#nanoTime()]; null: when something happens.
    @Nullable
    Long due() {
        return due;
    }

    /// Whether a quiet time is being measured, so that one must know how much of it the machine stood still.
    boolean isTiming() {
        return due != null && sample < LAST_SAMPLE;
    }

    /// Reads what runs. A file that has been changed since the survey stays unknown, so that it counts as changed.
    void readBaseline() {
        ran.replaceAll((name, file) -> {
            Survey.Found found = survey.files().get(name);
            return found == null ? file : new Ran(file.stamp, fingerprints.of(found).orElse(null));
        });
        boolean changed = ran.values().stream().anyMatch(each -> each.content == null);
        if (changed || !Survey.of(outputs).files().equals(survey.files())) {
            gate.sign(Sign.CREATED, System.nanoTime());
            due = System.nanoTime();
        }
    }

    /// Takes note of an event.
    ///
    /// @return whether it may have changed where to listen, so that [#resurvey()] is needed
    boolean note(FileEvent event, long now) {
        return switch (event) {
            case FileEvent.Entry entry -> {
                if (!survey.concerns(entry)) {
                    yield false;
                }
                fingerprints.forget(entry.path());
                sign(entry.sign(), now);
                yield survey.turnsOn(entry);
            }
            case FileEvent.Displaced(Path folder) -> {
                if (!survey.spots().containsKey(folder)) {
                    yield false;
                }
                sign(Sign.GONE, now);
                yield true;
            }
            case FileEvent.Unknown _ -> {
                Survey before = survey;
                survey = Survey.of(outputs);
                if (!survey.files().equals(before.files())) {
                    sign(Sign.WRITTEN, now);
                }
                yield !survey.spots().equals(before.spots());
            }
        };
    }

    private void sign(Sign sign, long now) {
        gate.sign(sign, now);
        sample = FIRST_SAMPLE;
        due = now + (isSingle() ? gate.atomic() ? 0 : FIRST_SAMPLE : Quiet.SEVERAL.nanos());
    }

    /// The machine has stood still for that long.
    void stalled(long nanos) {
        gate.stalled(nanos);
    }

    void resurvey() {
        survey = Survey.of(outputs);
    }

    private boolean isSingle() {
        return outputs.size() == 1 && outputs.getFirst().isLiteral() && survey.files().size() <= 1
                && ran.size() <= 1;
    }

    /// Looks at the outputs, when that is due.
    ///
    /// @param eventDelay how late events may be
    Verdict look(long now, Duration eventDelay) {
        due = null;
        delay = eventDelay.toNanos() * 3 / 2;
        survey = Survey.of(outputs);
        Verdict verdict = judge(now);
        if (verdict instanceof Verdict.LookAgain(long nanoTime)) {
            due = nanoTime;
        }
        return verdict;
    }

    private Verdict judge(long now) {
        Map<Path, Survey.Found> touched = touched();
        List<Path> gone = ran.keySet().stream().filter(each -> !survey.files().containsKey(each)).sorted().toList();
        if (touched.isEmpty() && gone.isEmpty()) {
            return new Verdict.Same();
        }
        if (isHeldBack(touched, gone)) {
            return new Verdict.Hold();
        }
        for (Survey.Found each : touched.values()) {
            Optional<Boolean> writers = OpenWriters.has(each.real());
            if (writers.orElse(false)) {
                gate.open(now);
                return again(now);
            }
            if (writers.isEmpty() && gate.unclosed() && now - gate.lastSign() < UNKNOWN_WRITER) {
                return new Verdict.LookAgain(gate.lastSign() + UNKNOWN_WRITER);
            }
        }
        return judgeContent(touched, gone, now);
    }

    private Verdict judgeContent(Map<Path, Survey.Found> touched, List<Path> gone, long now) {
        long quickest = quietFrom(isSingle() ? Quiet.STREAMED : Quiet.SEVERAL);
        if (quickest > now) {
            return new Verdict.LookAgain(quickest);
        }
        List<Path> changed = new ArrayList<>();
        boolean archive = false;
        for (Map.Entry<Path, Survey.Found> each : touched.entrySet()) {
            Optional<Content> content = fingerprints.of(each.getValue());
            if (content.isEmpty()) {
                return again(now);
            }
            Ran before = ran.get(each.getKey());
            if (!content.get().whole() && (before == null || before.content == null || before.content.whole())) {
                return new Verdict.Hold();
            }
            archive = content.get().archive();
            if (before == null || before.content == null || !before.content.sameAs(content.get())) {
                changed.add(each.getKey());
            }
        }
        changed.addAll(gone);
        changed.sort(Comparator.naturalOrder());
        long from = quietFrom(quiet(touched, gone, archive));
        if (from > now) {
            return new Verdict.LookAgain(from);
        }
        if (changed.isEmpty()) {
            return new Verdict.Same();
        }
        Set<Path> made = new HashSet<>(changed);
        made.removeAll(ran.keySet());
        return new Verdict.Changed(changed, made);
    }

    private Verdict again(long now) {
        sample = Math.min(sample * 3 / 2, LAST_SAMPLE);
        return new Verdict.LookAgain(now + sample);
    }

    private long quietFrom(Quiet quiet) {
        long from = isSingle() && gate.atomic() ? gate.lastSign() : gate.quietFrom(quiet);
        return Math.max(from, gate.lastSign() + delay);
    }

    private Quiet quiet(Map<Path, Survey.Found> touched, List<Path> gone, boolean archive) {
        if (!isSingle()) {
            return gone.isEmpty() ? Quiet.SEVERAL : Quiet.SOME_GONE;
        }
        if (archive) {
            return Quiet.WHOLE_ARCHIVE;
        }
        for (Map.Entry<Path, Survey.Found> each : touched.entrySet()) {
            Ran before = ran.get(each.getKey());
            long size = each.getValue().stamp().size();
            if (before != null && gate.inPieces() && size < before.stamp.size()) {
                return Quiet.SHORT_OF_PIECES;
            }
            if (before != null && size < before.stamp.size() / 10 * 9) {
                return Quiet.SMALLER;
            }
        }
        return gate.streamed() ? Quiet.STREAMED : Quiet.FULL_SIZE;
    }

    /// The files that may differ from what runs.
    private Map<Path, Survey.Found> touched() {
        Map<Path, Survey.Found> touched = new HashMap<>();
        survey.files().forEach((name, file) -> {
            Ran before = ran.get(name);
            if (before == null || before.content == null || !before.stamp.equals(file.stamp())
                    || !fingerprints.of(file).map(before.content::sameAs).orElse(false)) {
                touched.put(name, file);
            }
        });
        return touched;
    }

    /// Whether too much is missing for a finished build: a file that has been emptied, a file named in the watch, or
    /// more than half of all files, or of those of one kind.
    private boolean isHeldBack(Map<Path, Survey.Found> touched, List<Path> gone) {
        for (Map.Entry<Path, Survey.Found> each : touched.entrySet()) {
            Ran before = ran.get(each.getKey());
            boolean wasEmpty = before != null && before.stamp.size() == 0;
            if (each.getValue().stamp().size() == 0 && !wasEmpty && (isSingle() || before != null)) {
                return true;
            }
        }
        if (gone.isEmpty()) {
            return false;
        }
        boolean named = gone.stream().anyMatch(each -> outputs.stream().anyMatch(output -> output.root().equals(each)));
        return touched.isEmpty() && named || isMostlyGone();
    }

    private boolean isMostlyGone() {
        Map<String, Integer> before = new HashMap<>();
        Map<String, Integer> now = new HashMap<>();
        ran.keySet().forEach(each -> before.merge(kind(each), 1, Integer::sum));
        survey.files().keySet().forEach(each -> now.merge(kind(each), 1, Integer::sum));
        return 2 * survey.files().size() < ran.size() || before.entrySet()
                .stream()
                .anyMatch(
                        each -> each.getValue() >= SEVERAL_OF_A_KIND
                                && 2 * now.getOrDefault(each.getKey(), 0) < each.getValue());
    }

    private static String kind(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(Math.max(name.lastIndexOf('.'), 0));
    }

    /// Takes what is there now for what runs.
    void settle(long now) {
        ran.clear();
        survey.files()
                .forEach((name, file) -> ran.put(name, new Ran(file.stamp(), fingerprints.of(file).orElse(null))));
        gate.settled(now);
        due = null;
    }
}
