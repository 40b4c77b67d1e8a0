package dev.astra.cli.console;

import dev.astra.event.Event;
import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known of a start or a stop that is under way, and how it reads. Has no clock and writes nothing. For one thread at a time.
final class ProgressBoard {
    private final Map<String, ProgressRow> rows = new LinkedHashMap<>();
    private final Paint paint;
    private final Instant begun;

    ProgressBoard(Collection<ServiceStatus> snapshot, Paint paint, Instant begun) {
        this.paint = paint;
        this.begun = begun;
        snapshot.forEach(status -> rows.put(status.service(), ProgressRow.of(status, begun)));
    }

    /// Takes in what happened.
    ///
    /// @return the line to tell of it where nothing is redrawn; empty: not worth one
    Optional<String> apply(Event event, Instant now) {
        return switch (event) {
            case Event.ServiceChanged(ServiceStatus status) -> changed(status, now);
            case Event.ServiceRemoved(String service) -> {
                rows.remove(service);
                yield Optional.empty();
            }
            case Event.Progress(String service, String text, Optional<Double> fraction) ->
                work(service, text, fraction);
            case Event.Stopped(String service, String verdict, boolean clean) -> {
                rows.computeIfPresent(service, (_, row) -> row.withVerdict(verdict));
                yield Optional
                        .of(news(service, clean ? SafeText.plain(verdict) : paint.yellow(SafeText.plain(verdict))));
            }
            case Event.Notice(String service, String text) ->
                Optional.of(news(service.isEmpty() ? LogConsole.OWN_NAME : service, SafeText.plain(text)));
        };
    }

    private Optional<String> changed(ServiceStatus status, Instant now) {
        ProgressRow before = rows.get(status.service());
        ProgressRow after = before == null ? ProgressRow.of(status, now) : before.withStatus(status, now);
        rows.put(status.service(), after);
        boolean quiet = status.state() == ServiceState.PENDING || status.state() == ServiceState.STOPPED;
        boolean same = before != null && before.words().equals(after.words());
        return quiet || same ? Optional.empty() : Optional.of(news(status.service(), coloured(after, after.words())));
    }

    private Optional<String> work(String service, String text, Optional<Double> fraction) {
        ProgressRow before = rows.get(service);
        if (before == null) {
            return Optional.empty();
        }
        rows.put(service, before.withWork(text, fraction));
        return before.work().equals(text) ? Optional.empty() : Optional.of(news(service, SafeText.plain(text)));
    }

    private String news(String service, String text) {
        return paint.ofService(service, SafeText.plain(service)) + ": " + text;
    }

    /// Every service that takes part, in the order of the file.
    List<String> allLines(int columns, Instant now) {
        return taking().stream().map(row -> line(row, columns, now)).toList();
    }

    /// At most so many lines: what is under way or went wrong first, and a closing line that counts.
    ///
    /// @param columns the terminal's width; 0: no limit
    List<String> liveLines(int columns, int most, Instant now) {
        List<ProgressRow> open = taking().stream().filter(row -> !row.status().ready() && !isOver(row)).toList();
        List<ProgressRow> urgent = open.stream()
                .sorted(Comparator.comparing(ProgressBoard::rank))
                .limit(most - 1L)
                .toList();
        List<String> lines = new ArrayList<>();
        open.stream().filter(urgent::contains).forEach(row -> lines.add(line(row, columns, now)));
        String more = open.size() > urgent.size() ? ", " + (open.size() - urgent.size()) + " more waiting" : "";
        Duration tenths = Duration.ofMillis(Duration.between(begun, now).toMillis() / 100 * 100);
        lines.add(paint.bold(count() + " of " + taking().size() + " ready" + more + ", " + Amounts.duration(tenths)));
        return lines;
    }

    /// Those that did not get ready.
    List<String> failedLines(int columns, Instant now) {
        return taking().stream()
                .filter(row -> !row.status().ready() && !isOver(row))
                .map(row -> line(row, columns, now))
                .toList();
    }

    /// Such as `16 services ready in 3.4 s (slowest: planner-service 2.9 s)`.
    String summary(Instant now) {
        int all = taking().size();
        long ready = count();
        String took = Amounts.duration(Duration.between(begun, now));
        if (ready < all) {
            List<String> missing = taking().stream()
                    .filter(row -> !row.status().ready() && !isOver(row))
                    .map(ProgressRow::name)
                    .toList();
            return ready + " of " + all + " services ready after " + took + "; not ready: "
                    + String.join(", ", missing);
        }
        Optional<ProgressRow> slowest = taking().stream()
                .filter(row -> row.readyAfter().isPresent())
                .max(Comparator.comparing(row -> row.readyAfter().orElse(Duration.ZERO)));
        String services = all + (all == 1 ? " service" : " services");
        return slowest.isEmpty()
                ? services + " ready already"
                : services + " ready in " + took + slowest.filter(_ -> all > 1).map(ProgressBoard::slowest).orElse("");
    }

    private static String slowest(ProgressRow row) {
        return " (slowest: " + row.name() + " " + Amounts.duration(row.readyAfter().orElse(Duration.ZERO)) + ")";
    }

    private long count() {
        return taking().stream().filter(row -> row.status().ready() || isOver(row)).count();
    }

    /// A one-shot that has done its work.
    private static boolean isOver(ProgressRow row) {
        return row.status().state() == ServiceState.EXITED;
    }

    /// What was not asked for stays stopped and is nobody's progress.
    private List<ProgressRow> taking() {
        return rows.values()
                .stream()
                .filter(row -> row.status().state() != ServiceState.STOPPED || !row.verdict().isEmpty())
                .toList();
    }

    private static int rank(ProgressRow row) {
        boolean waits = row.status().state() == ServiceState.PENDING && row.work().isEmpty();
        return row.failed() ? 0 : waits ? 2 : 1;
    }

    private String line(ProgressRow row, int columns, Instant now) {
        int widest = taking().stream().mapToInt(each -> DisplayWidth.of(each.name())).max().orElse(0);
        String name = DisplayWidth.pad(row.name(), widest);
        String words = row.liveWords(now);
        // a mark and two spaces before the name, two behind it, and the terminal's last column stays free
        int room = columns <= 0 ? Integer.MAX_VALUE : Math.max(8, columns - widest - 5);
        return sign(row) + " " + paint.ofService(row.status().service(), name) + "  "
                + coloured(row, DisplayWidth.fit(words, room));
    }

    private String sign(ProgressRow row) {
        if (row.failed()) {
            return paint.red("✘");
        }
        return row.settled() ? paint.green("✔") : paint.yellow(rank(row) == 2 ? "·" : "●");
    }

    private String coloured(ProgressRow row, String text) {
        if (row.failed()) {
            return paint.red(text);
        }
        if (row.settled()) {
            return row.status().ready() ? paint.green(text) : text;
        }
        return rank(row) == 2 ? paint.dim(text) : text;
    }
}
