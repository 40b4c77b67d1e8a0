package dev.astra.cli;

import dev.astra.cli.command.ExitCode;
import dev.astra.cli.command.Failure;
import dev.astra.cli.command.Globals;
import dev.astra.cli.command.Session;
import dev.astra.config.ConfigException;
import dev.astra.config.Suggestion;
import dev.astra.daemon.HostException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The one place where an exception becomes a line and an exit code.
final class ErrorReport {
    private final Session session;
    private final PrintStream error;
    private final Globals globals;

    ErrorReport(Session session, PrintStream error, Globals globals) {
        this.session = session;
        this.error = error;
        this.globals = globals;
    }

    ExitCode guard(Callable<ExitCode> command) {
        try {
            return command.call();
        } catch (InterruptedException gone) {
            return ExitCode.INTERRUPTED;
        } catch (Exception failed) {
            if (globals.stacktrace()) {
                failed.printStackTrace(error);
            }
            return report(failed);
        }
    }

    private ExitCode report(Exception failed) {
        return switch (failed) {
            case Failure failure -> {
                say(String.valueOf(failure.getMessage()), failure.evidence());
                yield failure.code();
            }
            case ConfigException wrong -> {
                wrong.problems().forEach(each -> error.println(each.relativeTo(session.invocation().folder())));
                yield ExitCode.USAGE;
            }
            case HostException host -> {
                say(String.valueOf(host.getMessage()), List.of());
                yield switch (host.kind()) {
                    case TAKEN, HERE -> ExitCode.FAILED;
                    case ENGINE -> ExitCode.UNAVAILABLE;
                };
            }
            case ParameterException usage -> {
                say(words(usage), List.of());
                yield ExitCode.USAGE;
            }
            case FileSystemException file -> {
                String reason = file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
                say(file.getFile() + ": " + reason, List.of());
                yield ExitCode.FAILED;
            }
            case IOException other -> {
                say(String.valueOf(other.getMessage()), List.of());
                yield ExitCode.FAILED;
            }
            default -> {
                LoggerFactory.getLogger(ErrorReport.class).error("a bug", failed);
                say("a bug in Astra: " + failed + "; --stacktrace shows where", List.of());
                yield ExitCode.FAILED;
            }
        };
    }

    private void say(String message, List<String> evidence) {
        error.println("astra: " + message);
        evidence.forEach(each -> error.println("  " + each));
    }

    private static String words(ParameterException usage) {
        if (usage instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().getFirst();
            boolean root = usage.getCommandLine().getParent() == null;
            String kind = word.startsWith("-") ? "option" : root ? "command" : "argument";
            String hint = Suggestion.didYouMean(word, candidates(usage.getCommandLine(), word));
            return "no " + kind + " \"" + word + "\"" + (hint.isEmpty() ? "" : " (" + hint + ")");
        }
        String name = usage.getCommandLine().getCommandSpec().qualifiedName(" ");
        return usage.getMessage() + " (see " + name + " --help)";
    }

    private static Collection<String> candidates(CommandLine line, String word) {
        return word.startsWith("-") ? line.getCommandSpec().optionsMap().keySet() : line.getSubcommands().keySet();
    }
}
