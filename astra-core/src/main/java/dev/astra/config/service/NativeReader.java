package dev.astra.config.service;

import dev.astra.config.Suggestion;
import dev.astra.config.merge.Shapes;
import dev.astra.config.tree.Fields;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Scalar;
import dev.astra.model.Build;
import dev.astra.model.Common;
import dev.astra.model.NativeService;
import dev.astra.model.ProcessSpec;
import dev.astra.model.Replacement;
import dev.astra.model.Replacement.Order;
import dev.astra.model.Watch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A service that is a process.
final class NativeReader {
    static final Set<String> BUILD_KEYS = Set.of("command", "sources", "working_dir");
    static final Set<String> WATCH_KEYS = Set.of("files", "reflection", "lines");
    private static final Pattern CLASS_NAME = Pattern.compile("[\\p{L}_$*][\\p{L}\\p{N}_$.*]*");
    private static final List<String> ORDERS = List.of("stop-first", "ready-first");

    private final Definition definition;
    private final Fields fields;
    private final Problems problems;

    NativeReader(Definition definition, Fields fields, Problems problems) {
        this.definition = definition;
        this.fields = fields;
        this.problems = problems;
    }

    /// Empty when it has no command, which is told.
    Optional<NativeService> read(Common common, Map<String, String> environment) {
        checkDeploy();
        Path folder = fields.scalar("working_dir")
                .map(each -> each.source().resolve(each.text()))
                .orElse(fields.source().folder());
        Optional<Build> build = build();
        Watch watch = watch();
        Replacement replacement = replacement();
        boolean inherit = fields.flag("env_from_shell", true);
        boolean tty = fields.flag("tty", false);
        return command().map(words -> new NativeService(common,
                new ProcessSpec(words, folder, environment, inherit, tty),
                new LifeReader(fields, false, problems).hooks(), watch, build, replacement));
    }

    private Optional<List<String>> command() {
        boolean shell = fields.flag("shell", false);
        List<String> words = new ArrayList<>(Commands.readForProcess(fields, "entrypoint").orElse(List.of()));
        boolean told = fields.has("entrypoint") && words.isEmpty();
        if (shell && fields.tree("command").orElse(null) instanceof Scalar line) {
            words.addAll(List.of("sh", "-c", line.text()));
        } else {
            Optional<List<String>> command = Commands.readForProcess(fields, "command");
            told |= fields.has("command") && command.isEmpty();
            words.addAll(command.orElse(List.of()));
            if (shell && fields.has("command")) {
                fields.problem("shell", "shell: true hands a line to the shell, and the command is a list",
                        "write the command as one line, or leave shell out");
            }
        }
        if (!words.isEmpty() && !words.getFirst().isEmpty() && !told) {
            return Optional.of(words);
        }
        if (!told && !ServiceKeys.anyUnknown(definition.raw())) {
            problems.add(fields.has("command") ? fields.place("command") : definition.key().place(),
                    "the service " + definition.name() + " has no command",
                    "a service without an image is a native process: command: [java, -jar, app.jar]");
        }
        return Optional.empty();
    }

    private Optional<Build> build() {
        Optional<Fields> written = fields.fields("build");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Fields build = written.get();
        for (String key : List.of("context", "dockerfile")) {
            if (build.has(key)) {
                build.problem(key, key + " builds an image, and build.command a process: " + definition.name()
                        + " can't be both", "");
                return Optional.empty();
            }
        }
        build.only(BUILD_KEYS, "build");
        Optional<List<String>> command = Commands.readForProcess(build, "command");
        if (!build.has("command") || command.filter(List::isEmpty).isPresent()) {
            problems.add(build.mapping().place(), "build without a command",
                    "build: { command: mvn -q package, sources: [src] }");
            return Optional.empty();
        }
        Path folder = build.scalar("working_dir")
                .map(each -> each.source().resolve(each.text()))
                .orElse(build.source().folder());
        List<String> sources = patterns(build, "sources");
        return command.map(words -> new Build(words, folder, sources));
    }

    private Watch watch() {
        if (!(fields.tree("watch").orElse(null) instanceof Mapping)) {
            return new Watch(patterns(fields, "watch"));
        }
        Fields watch = fields.fields("watch").orElseThrow();
        watch.only(WATCH_KEYS, "watch");
        List<String> reflection = watch.texts("reflection");
        for (String each : reflection) {
            if (!CLASS_NAME.matcher(each).matches()) {
                watch.problem("reflection", "reflection names classes, not " + each, "dev.acme.plugins.*");
            }
        }
        return new Watch(patterns(watch, "files"), reflection, watch.flag("lines", false));
    }

    private static List<String> patterns(Fields fields, String key) {
        List<String> patterns = new ArrayList<>();
        for (Scalar each : fields.tree(key).map(tree -> fields.scalars(Shapes.list(tree), key)).orElse(List.of())) {
            if (each.text().isBlank()) {
                fields.problem(key, key + " names files and folders, not nothing", "");
            } else {
                patterns.add(each.source().resolve(each.text()).toString());
            }
        }
        return patterns;
    }

    private Replacement replacement() {
        String word = fields.text("replace").orElse("stop-first");
        if (!ORDERS.contains(word)) {
            fields.problem("replace", "replace must be stop-first or ready-first, not " + word,
                    Suggestion.didYouMean(word, ORDERS));
        }
        Order order = word.equals("ready-first") ? Order.READY_FIRST : Order.STOP_FIRST;
        return new Replacement(order, fields.flag("rollback", false));
    }

    private void checkDeploy() {
        fields.fields("deploy").ifPresent(deploy -> deploy.mapping().entries().forEach((key, entry) -> {
            if (!key.equals("restart_policy") && !key.startsWith("x-")) {
                problems.add(entry.key().place(), "deploy." + key + " makes no sense for the native service "
                        + definition.name(), "only restart_policy does");
            }
        }));
    }
}
