package dev.astra.config.service;

import dev.astra.config.Suggestion;
import dev.astra.config.tree.Fields;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Tree;
import dev.astra.model.Hook;
import dev.astra.model.Hooks;
import dev.astra.model.RestartPolicy;
import dev.astra.model.RestartPolicy.Mode;
import dev.astra.model.Signal;
import dev.astra.model.StopPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// When a service starts again, how it stops, and what runs beside it: `restart`, `deploy.restart_policy`,
/// `stop_signal`, `stop_grace_period`, `post_start`, `pre_stop`.
final class LifeReader {
    static final Set<String> RESTART_KEYS = Set.of("condition", "delay", "max_attempts", "window");
    static final Set<String> HOOK_KEYS = Set.of("command", "user", "privileged", "working_dir", "environment");
    private static final List<String> MODES = List.of("no", "always", "unless-stopped", "on-failure");

    private final Fields fields;
    private final boolean container;
    private final Problems problems;

    LifeReader(Fields fields, boolean container, Problems problems) {
        this.fields = fields;
        this.container = container;
        this.problems = problems;
    }

    RestartPolicy restart() {
        Optional<Fields> details = fields.fields("deploy").flatMap(deploy -> deploy.fields("restart_policy"));
        RestartPolicy written = fields.text("restart").map(this::mode).orElse(RestartPolicy.of(Mode.NO, 0));
        if (details.isEmpty()) {
            return written;
        }
        Fields policy = details.get();
        policy.only(RESTART_KEYS, "restart_policy");
        Mode mode = fields.has("restart") ? written.mode() : condition(policy);
        int attempts = (int) policy.integer("max_attempts", 0, Integer.MAX_VALUE).orElse(written.maxAttempts());
        Duration window = policy.duration("window").orElse(written.window());
        Optional<Duration> delay = policy.duration("delay");
        return new RestartPolicy(mode, attempts, delay.orElse(written.firstDelay()),
                delay.orElse(written.lastDelay()), window);
    }

    private RestartPolicy mode(String text) {
        int colon = text.indexOf(':');
        String word = colon < 0 ? text : text.substring(0, colon);
        int attempts = 0;
        if (colon >= 0) {
            attempts = word.equals("on-failure") ? number(text.substring(colon + 1)) : -1;
        }
        boolean known = MODES.contains(word) || word.equals("false");
        if (!known || attempts < 0) {
            fields.problem("restart", "restart must be \"no\", always, unless-stopped, on-failure or on-failure:5, not "
                    + text, Suggestion.didYouMean(word, MODES));
            return RestartPolicy.of(Mode.NO, 0);
        }
        return RestartPolicy.of(switch (word) {
            case "always" -> Mode.ALWAYS;
            case "unless-stopped" -> Mode.UNLESS_STOPPED;
            case "on-failure" -> Mode.ON_FAILURE;
            default -> Mode.NO;
        }, attempts);
    }

    private static Mode condition(Fields policy) {
        return switch (policy.text("condition").orElse("any")) {
            case "any" -> Mode.ALWAYS;
            case "on-failure" -> Mode.ON_FAILURE;
            case "none" -> Mode.NO;
            default -> {
                policy.problem("condition", "condition must be none, on-failure or any", "");
                yield Mode.NO;
            }
        };
    }

    StopPolicy stop() {
        Duration grace = fields.duration("stop_grace_period").orElse(StopPolicy.DEFAULT.grace());
        return new StopPolicy(signal().orElse(StopPolicy.DEFAULT.signal()), grace);
    }

    /// What the file says, if it does.
    Optional<Signal> signal() {
        Optional<String> text = fields.text("stop_signal");
        Optional<Signal> signal = text.flatMap(Signal::parse);
        if (text.isPresent() && signal.isEmpty()) {
            fields.problem("stop_signal", "there is no signal " + text.get(), "SIGTERM, SIGINT, SIGQUIT, …");
        }
        return signal;
    }

    Hooks hooks() {
        return new Hooks(hooks("post_start"), hooks("pre_stop"));
    }

    private List<Hook> hooks(String key) {
        List<Hook> hooks = new ArrayList<>();
        for (Tree item : fields.items(key)) {
            if (item instanceof Mapping mapping) {
                hook(Fields.of(mapping, problems), key).ifPresent(hooks::add);
            } else {
                problems.add(item.place(), key + " lists commands, not " + item.kindInWords(),
                        "- command: [./prepare.sh]");
            }
        }
        return hooks;
    }

    private Optional<Hook> hook(Fields hook, String key) {
        hook.only(HOOK_KEYS, key);
        for (String refused : List.of("user", "privileged")) {
            if (hook.has(refused) && !container) {
                hook.problem(refused, refused + " makes no sense for a native service: a hook runs as the service", "");
            }
        }
        Optional<List<String>> command = container
                ? Commands.read(hook, "command")
                : Commands.readForProcess(hook, "command");
        if (!hook.has("command") || command.filter(List::isEmpty).isPresent()) {
            problems.add(hook.mapping().place(), key + " without a command");
            return Optional.empty();
        }
        String folder = hook.scalar("working_dir")
                .map(each -> container ? each.text() : each.source().resolve(each.text()).toString())
                .orElse("");
        return command.map(words -> new Hook(words, folder, hook.pairs("environment"),
                container ? hook.text("user").orElse("") : "", container && hook.flag("privileged", false)));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
