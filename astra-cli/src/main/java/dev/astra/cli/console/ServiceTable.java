package dev.astra.cli.console;

import dev.astra.control.Load;
import dev.astra.event.Health;
import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import dev.astra.model.Port;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The table of `ps`: groups together, services by name within them, a reason for everything that is not running and healthy.
///
/// @param loads by service; what does not run has none
/// @param now the present
/// @param columns the terminal's width; 0: no limit
public record ServiceTable(Map<String, Load> loads, Instant now, int columns, Paint paint) {
    private static final String GAP = "  ";
    private static final List<String> TITLES = List.of("GROUP", "SERVICE", "STATE", "HEALTH", "PID", "PORTS", "UPTIME",
            "RESTARTS", "CPU", "MEMORY", "REASON");
    private static final int STATE = 2;
    private static final int HEALTH = 3;
    private static final int PORTS = 5;
    private static final int REASON = 10;
    private static final int SHORTEST_REASON = 12;
    private static final int SHORTEST_PORTS = 8;
    private static final int CONTAINER_ID = 12;

    public ServiceTable {
        loads = Map.copyOf(loads);
    }

    /// The lines, a heading first. Columns that would be empty all the way down are left out.
    public List<String> lines(List<ServiceStatus> statuses) {
        List<ServiceStatus> sorted = statuses.stream()
                .sorted(Comparator.comparing(ServiceTable::groupKey).thenComparing(ServiceStatus::service))
                .toList();
        List<List<String>> rows = sorted.stream().map(this::cells).toList();
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < TITLES.size(); i++) {
            int column = i;
            if (rows.isEmpty() || rows.stream().anyMatch(row -> !row.get(column).isEmpty())) {
                shown.add(column);
            }
        }
        int[] widths = widths(rows, shown);
        List<String> lines = new ArrayList<>();
        lines.add(paint.dim(line(TITLES, shown, widths, null)));
        for (int i = 0; i < rows.size(); i++) {
            lines.add(line(rows.get(i), shown, widths, sorted.get(i)));
        }
        return lines;
    }

    /// What has no group comes last.
    private static String groupKey(ServiceStatus status) {
        return status.group().isEmpty() ? "\uffff" : status.group();
    }

    private List<String> cells(ServiceStatus status) {
        Load load = loads.get(status.service());
        String pid = status.pid().isPresent() ? Long.toString(status.pid().getAsLong()) : "";
        return List.of(SafeText.plain(status.group()), SafeText.plain(status.service()), status.state().word(),
                status.health() == Health.NONE ? "" : status.health().word(),
                status.container().map(id -> id.substring(0, Math.min(CONTAINER_ID, id.length()))).orElse(pid),
                ports(status.ports()),
                status.startedAt()
                        .filter(_ -> !pid.isEmpty() || status.container().isPresent())
                        .map(start -> Amounts.age(Duration.between(start, now)))
                        .orElse(""),
                status.restarts() == 0 ? "" : Integer.toString(status.restarts()),
                load == null ? "" : Amounts.percent(load.cpuPercent()),
                load == null ? "" : Amounts.bytes(load.memoryBytes()),
                SafeText.plain(status.reason()));
    }

    /// Such as `7105`, `5432→15432` where the two differ, `53/udp`.
    static String ports(List<Port> ports) {
        return ports.stream().filter(each -> each.published() > 0).map(each -> {
            String mapped = each.published() == each.target()
                    ? Integer.toString(each.published())
                    : each.published() + "→" + each.target();
            return each.protocol() == Port.Protocol.UDP ? mapped + "/udp" : mapped;
        }).distinct().collect(Collectors.joining(","));
    }

    /// As wide as the widest cell; then the reason gives way to the terminal's width, and after it the ports.
    private int[] widths(List<List<String>> rows, List<Integer> shown) {
        int[] widths = new int[TITLES.size()];
        for (int column : shown) {
            widths[column] = DisplayWidth.of(TITLES.get(column));
            rows.forEach(row -> widths[column] = Math.max(widths[column], DisplayWidth.of(row.get(column))));
        }
        int total = shown.stream().mapToInt(column -> widths[column] + GAP.length()).sum() - GAP.length();
        int over = columns <= 0 ? 0 : Math.max(0, total - columns);
        over -= shrink(widths, REASON, SHORTEST_REASON, over);
        shrink(widths, PORTS, SHORTEST_PORTS, over);
        return widths;
    }

    private static int shrink(int[] widths, int column, int shortest, int by) {
        int given = Math.clamp(widths[column] - (long) shortest, 0, by);
        widths[column] -= given;
        return given;
    }

    private String line(List<String> cells, List<Integer> shown, int[] widths, @Nullable ServiceStatus status) {
        StringBuilder line = new StringBuilder();
        for (int column : shown) {
            String text = DisplayWidth.fit(cells.get(column), widths[column]);
            boolean last = column == shown.getLast();
            String padded = isNumber(column)
                    ? DisplayWidth.padLeft(text, widths[column])
                    : DisplayWidth.pad(text, last ? 0 : widths[column]);
            line.append(line.isEmpty() ? "" : GAP).append(status == null ? padded : painted(column, padded, status));
        }
        return line.toString().stripTrailing();
    }

    private static boolean isNumber(int column) {
        return column >= 6 && column < REASON;
    }

    private String painted(int column, String text, ServiceStatus status) {
        return switch (column) {
            case STATE -> state(status.state(), text);
            case HEALTH -> switch (status.health()) {
                case NONE -> text;
                case STARTING -> paint.yellow(text);
                case HEALTHY -> paint.green(text);
                case UNHEALTHY -> paint.red(text);
            };
            default -> text;
        };
    }

    private String state(ServiceState state, String text) {
        return switch (state) {
            case RUNNING -> paint.green(text);
            case PENDING, STARTING, STOPPING, BUILDING, PAUSED, BACKOFF -> paint.yellow(text);
            case FAILED, HELD, SKIPPED -> paint.red(text);
            case EXITED, STOPPED -> paint.dim(text);
        };
    }
}
