package dev.astra.services.consistency;

import dev.astra.services.kit.ObjectStore;
import dev.astra.services.kit.Redis;
import dev.astra.services.kit.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/// Holds the stores against the invariants. They are read one after the other while work goes on, so that what has moved between
/// them looks wrong for a moment: it is looked at again, and only what is wrong each time is a finding.
final class Check {
    private static final int LOOKS = 4;
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final Settings settings;
    private final boolean settled;
    private final Map<String, Long> seen = new TreeMap<>();

    /// @param settled whether all must have come to its end, too
    Check(Settings settings, boolean settled) {
        this.settings = settings;
        this.settled = settled;
    }

    /// Takes no more than one look where nothing is suspicious, else up to four, three seconds apart.
    Report run() throws SQLException, InterruptedException, ExecutionException {
        List<Finding> suspicious = look();
        for (int looks = 1; looks < LOOKS && !suspicious.isEmpty(); looks++) {
            Thread.sleep(PAUSE);
            Set<String> again = new HashSet<>();
            look().forEach(each -> again.add(each.invariant() + each.about()));
            suspicious = suspicious.stream().filter(each -> again.contains(each.invariant() + each.about())).toList();
        }
        return new Report(suspicious.isEmpty(), seen, suspicious);
    }

    private List<Finding> look() throws SQLException, InterruptedException, ExecutionException {
        ObjectStore objects = new ObjectStore(settings);
        // listed before and streams read after: what is added meanwhile is in the truth, or is suspicious just once
        List<String> keys = objects.list("goals/");
        Truth truth = truth();
        List<Finding> findings = new ArrayList<>(truth.findings());
        try (Redis redis = new Redis(settings)) {
            Messages messages = new Messages(redis, truth);
            findings.addAll(messages.check(settled));
            seen.put("messages", messages.read());
        }
        Objects results = new Objects(objects, truth);
        findings.addAll(results.orphans(keys));
        findings.addAll(results.results());
        seen.put("goals", (long) truth.goals().size());
        seen.put("tasks", (long) truth.tasks().size());
        seen.put("objects", (long) keys.size());
        return findings;
    }

    private Truth truth() throws SQLException {
        String url = settings.text("DATABASE_URL", "jdbc:postgresql://127.0.0.1:5432/astra");
        try (Connection connection = DriverManager.getConnection(url, settings.text("DATABASE_USER", "astra"),
                settings.text("DATABASE_PASSWORD", "astra"))) {
            return Truth.read(connection, settled);
        }
    }
}
