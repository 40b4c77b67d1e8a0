package dev.astra.cli.console;

import dev.astra.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What `down` and `stop` say at their end: for each service how it stopped, and what it came to.
public record StopVerdicts(List<Event.Stopped> stopped, Duration took, Paint paint) {
    public StopVerdicts {
        stopped = List.copyOf(stopped);
    }

    /// A line each, in the order in which they stopped, and a last one such as `20 services stopped in 0.8 s`.
    public List<String> lines() {
        int widest = stopped.stream().mapToInt(each -> DisplayWidth.of(SafeText.plain(each.service()))).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (Event.Stopped each : stopped) {
            String name = DisplayWidth.pad(SafeText.plain(each.service()), widest);
            String verdict = SafeText.plain(each.verdict());
            lines.add(paint.ofService(each.service(), name) + "  " + (each.clean() ? verdict : paint.yellow(verdict)));
        }
        lines.add(summary());
        return lines;
    }

    private String summary() {
        if (stopped.isEmpty()) {
            return "nothing was running";
        }
        List<String> forced = stopped.stream()
                .filter(each -> !each.clean())
                .map(each -> SafeText.plain(each.service()))
                .toList();
        String services = stopped.size() + (stopped.size() == 1 ? " service" : " services");
        String clean = services + " stopped in " + Amounts.duration(took);
        return forced.isEmpty() ? clean : clean + "; not cleanly: " + String.join(", ", forced);
    }
}
