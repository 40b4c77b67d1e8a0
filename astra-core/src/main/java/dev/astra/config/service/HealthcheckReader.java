package dev.astra.config.service;

import dev.astra.config.tree.Fields;
import dev.astra.config.tree.Scalar;
import dev.astra.config.tree.Tree;
import dev.astra.model.Healthcheck;
import dev.astra.model.Probe;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// `healthcheck`: Compose's `test`, or in a native service one of `http`, `tcp` and `log`.
final class HealthcheckReader {
    static final Set<String> KEYS = Set.of("test", "http", "tcp", "log", "interval", "timeout", "retries",
            "start_period", "start_interval", "disable");
    private static final List<String> WAYS = List.of("test", "http", "tcp", "log");

    private final Fields fields;
    private final boolean container;

    HealthcheckReader(Fields fields, boolean container) {
        this.fields = fields;
        this.container = container;
    }

    /// Whether the file says that there is to be no check at all.
    boolean isDisabled() {
        return fields.flag("disable", false) || fields.texts("test").equals(List.of("NONE"));
    }

    Optional<Healthcheck> read() {
        fields.only(KEYS, "healthcheck");
        List<String> ways = new ArrayList<>();
        for (String way : WAYS) {
            if (fields.has(way)) {
                ways.add(way);
            }
        }
        Optional<Probe> probe = ways.size() > 1 ? tooMany(ways) : probe(ways.isEmpty() ? "" : ways.getFirst());
        Healthcheck timing = timing(ways.isEmpty() || ways.getFirst().equals("test"));
        return isDisabled()
                ? Optional.empty()
                : probe.map(each -> new Healthcheck(each, timing.interval(),
                        timing.timeout(), timing.retries(), timing.startPeriod(), timing.startInterval()));
    }

    private Optional<Probe> tooMany(List<String> ways) {
        fields.problem(ways.get(1), "a healthcheck asks in one way, not by " + String.join(" and ", ways), "");
        return Optional.empty();
    }

    private Optional<Probe> probe(String way) {
        if (container && !way.isEmpty() && !way.equals("test")) {
            fields.problem(way, way + " is for native services: a container is asked from inside", "write test");
            return Optional.empty();
        }
        return switch (way) {
            case "test" -> test();
            case "http" -> fields.text("http").flatMap(this::http);
            case "tcp" -> fields.text("tcp").flatMap(this::tcp);
            case "log" -> fields.text("log").flatMap(this::log);
            default -> untested();
        };
    }

    private Optional<Probe> untested() {
        if (container) {
            return Optional.of(new Probe.Exec(List.of()));
        }
        if (!fields.flag("disable", false)) {
            fields.problem("", "the healthcheck does not say what to ask", "add http, tcp, log or test");
        }
        return Optional.empty();
    }

    private Optional<Probe> test() {
        Optional<Tree> tree = fields.tree("test");
        if (tree.isPresent() && tree.get() instanceof Scalar scalar) {
            return Optional.of(shell(scalar.text()));
        }
        List<String> words = fields.texts("test");
        String first = words.isEmpty() ? "" : words.getFirst();
        List<String> rest = words.isEmpty() ? List.of() : words.subList(1, words.size());
        switch (first) {
            case "NONE" -> {
                return Optional.empty();
            }
            case "CMD" -> {
                if (!rest.isEmpty()) {
                    return Optional.of(new Probe.Exec(rest));
                }
            }
            case "CMD-SHELL" -> {
                if (rest.size() == 1) {
                    return Optional.of(shell(rest.getFirst()));
                }
            }
            default -> {
            }
        }
        fields.problem("test", "a test is a line for the shell, or a list that starts with CMD, CMD-SHELL or NONE",
                "test: [CMD, pg_isready]");
        return Optional.empty();
    }

    private static Probe shell(String line) {
        return new Probe.Exec(List.of("/bin/sh", "-c", line));
    }

    private Optional<Probe> http(String text) {
        try {
            URI url = new URI(text);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean portMissing = url.getRawAuthority() != null && url.getRawAuthority().endsWith(":");
            if (web && url.getHost() != null && !portMissing && url.getPort() <= 65_535 && url.getPort() != 0) {
                return Optional.of(new Probe.Http(url));
            }
        } catch (URISyntaxException _) {
            // told below
        }
        fields.problem("http", "\"" + text + "\" is no URL to ask", "http: http://127.0.0.1:8080/healthz");
        return Optional.empty();
    }

    private Optional<Probe> tcp(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port > 0 && port <= 65_535 && !host.isEmpty()) {
                return Optional.of(new Probe.Tcp(host, port));
            }
        } catch (NumberFormatException _) {
            // told below
        }
        fields.problem("tcp", "\"" + text + "\" is neither a port nor HOST:PORT", "tcp: 8080");
        return Optional.empty();
    }

    private Optional<Probe> log(String regex) {
        try {
            Pattern.compile(regex);
            return Optional.of(new Probe.Log(regex));
        } catch (PatternSyntaxException wrong) {
            fields.problem("log", "\"" + regex + "\" is no regular expression: " + wrong.getDescription(), "");
            return Optional.empty();
        }
    }

    /// Compose's defaults for a `test`. The other ways cost next to nothing, so they ask often, and a start that
    /// takes some seconds does not count as a failure.
    private Healthcheck timing(boolean test) {
        Duration interval = fields.duration("interval").orElse(Duration.ofSeconds(test ? 30 : 1));
        Duration timeout = fields.duration("timeout").orElse(Duration.ofSeconds(test ? 30 : 5));
        Duration startPeriod = fields.duration("start_period").orElse(Duration.ofSeconds(test ? 0 : 30));
        Duration startInterval = fields.duration("start_interval").orElse(Duration.ofMillis(test ? 5_000 : 50));
        int retries = (int) fields.integer("retries", 1, Integer.MAX_VALUE).orElse(3);
        return new Healthcheck(new Probe.Exec(List.of()), positive("interval", interval), positive("timeout", timeout),
                retries, startPeriod, positive("start_interval", startInterval));
    }

    private Duration positive(String key, Duration duration) {
        if (duration.isZero()) {
            fields.problem(key, key + " must be longer than 0", "");
            return Duration.ofSeconds(1);
        }
        return duration;
    }
}
