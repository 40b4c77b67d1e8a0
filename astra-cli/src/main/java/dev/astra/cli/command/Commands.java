package dev.astra.cli.command;

import dev.astra.model.ComposeDuration;
import dev.astra.model.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/// All commands, and how their words are read.
public final class Commands {
    private static final SequencedMap<String, Function<Session, Action>> ALL = new LinkedHashMap<>();
    /// What comes behind their first word belongs to another program.
    private static final Set<String> FOR_OTHERS = Set.of("run", "exec");

    static {
        ALL.put("up", UpCommand::new);
        ALL.put("down", DownCommand::new);
        ALL.put("ps", PsCommand::new);
        ALL.put("logs", LogsCommand::new);
        ALL.put("restart", RestartCommand::new);
        ALL.put("start", StartCommand::new);
        ALL.put("stop", StopCommand::new);
        ALL.put("kill", KillCommand::new);
        ALL.put("wait", WaitCommand::new);
        ALL.put("affected", AffectedCommand::new);
        ALL.put("build", BuildCommand::new);
        ALL.put("config", ConfigCommand::new);
        ALL.put("run", RunCommand::new);
        ALL.put("exec", ExecCommand::new);
        ALL.put("port", PortCommand::new);
        ALL.put("top", TopCommand::new);
        ALL.put("events", EventsCommand::new);
        ALL.put("why", WhyCommand::new);
        ALL.put("debug", DebugCommand::new);
        ALL.put("doctor", DoctorCommand::new);
        ALL.put("version", VersionCommand::new);
        ALL.put("completion", CompletionCommand::new);
        ALL.put("help", HelpCommand::new);
    }

    private Commands() {}

    /// The command line for these arguments. Only commands that they mention are built, since each costs some 10 ms in a fresh JVM.
    public static CommandLine line(Session session, Globals globals) {
        List<String> words = session.invocation().arguments();
        List<String> mentioned = ALL.keySet().stream().filter(words::contains).toList();
        return build(session, globals, mentioned.isEmpty() ? List.copyOf(ALL.keySet()) : mentioned);
    }

    static CommandLine whole(Session session) {
        return build(session, new Globals(), List.copyOf(ALL.keySet()));
    }

    private static CommandLine build(Session session, Globals globals, List<String> names) {
        CommandLine line = new CommandLine(new Root(session));
        line.getCommandSpec().addMixin("globals", CommandSpec.forAnnotatedObject(globals));
        document(line.getCommandSpec());
        List<CommandLine> forOthers = new ArrayList<>();
        ALL.forEach((name, make) -> {
            if (names.contains(name)) {
                CommandLine command = new CommandLine(make.apply(session));
                document(command.getCommandSpec());
                line.addSubcommand(name, command);
                if (FOR_OTHERS.contains(name)) {
                    forOthers.add(command);
                }
            }
        });
        line.registerConverter(Duration.class, Commands::duration);
        line.registerConverter(Instant.class, Commands::instant);
        line.registerConverter(Signal.class, Commands::signal);
        line.registerConverter(Pattern.class, Commands::pattern);
        line.setExpandAtFiles(false).setCaseInsensitiveEnumValuesAllowed(true).setAbbreviatedOptionsAllowed(false);
        forOthers.forEach(each -> each.setStopAtPositional(true));
        return line;
    }

    private static void document(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this.").build());
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitCode each : ExitCode.values()) {
            codes.put(" " + each.number(), each.meaning());
        }
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(codes).abbreviateSynopsis(true);
    }

    private static Duration duration(String text) {
        return ComposeDuration.parse(text)
                .orElseThrow(
                        () -> new TypeConversionException("'" + text + "' is no duration such as 500ms, 10s or 1m30s"));
    }

    private static Instant instant(String text) {
        return ComposeDuration.parse(text).map(Instant.now()::minus).orElseGet(() -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException neither) {
                throw new TypeConversionException(
                        "'" + text + "' is neither a time such as 2026-01-31T12:00:00Z nor so long ago, such as 10m");
            }
        });
    }

    private static Signal signal(String text) {
        return Signal.parse(text).orElseThrow(() -> new TypeConversionException("there is no signal '" + text + "'"));
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException wrong) {
            throw new TypeConversionException("'" + text + "' is no regular expression: " + wrong.getDescription());
        }
    }
}
