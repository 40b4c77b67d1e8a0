package dev.astra.cli;

import dev.astra.cli.command.Action;
import dev.astra.cli.command.Commands;
import dev.astra.cli.command.ExitCode;
import dev.astra.cli.command.Globals;
import dev.astra.cli.command.Hosting;
import dev.astra.cli.command.Session;
import dev.astra.cli.command.Setting;
import dev.astra.control.CommandRunner;
import dev.astra.control.Invocation;
import dev.astra.launch.Streams;
import java.io.PrintStream;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Turns words into a command, and runs it. There is no state between commands. Safe for use by several threads.
final class Dispatcher implements CommandRunner {
    private final Setting setting;

    Dispatcher(Setting setting) {
        this.setting = setting;
    }

    /// For the commands that come over the control socket of a stack.
    static CommandRunner hosted(Hosting hosting) {
        return new Dispatcher(new Setting(Setting.Place.HOST, Optional.of(hosting), Dispatcher::hosted, _ -> {}));
    }

    @Override
    public Result run(Invocation invocation, Streams streams) {
        Globals globals = new Globals();
        Session session = new Session(invocation, streams, setting, globals);
        ExitCode code = new ErrorReport(session, session.error(), globals).guard(() -> {
            try {
                return execute(session, globals, session.out());
            } finally {
                session.out().flush();
            }
        });
        session.error().flush();
        return new Result(session.exitNumber(code), session.hostEnd());
    }

    private static ExitCode execute(Session session, Globals globals, PrintStream out) throws Exception {
        CommandLine line = Commands.line(session, globals);
        ParseResult parsed = line.parseArgs(session.invocation().arguments().toArray(String[]::new));
        CommandLine asked = line;
        for (ParseResult each = parsed; each != null; each = each.subcommand()) {
            asked = each.commandSpec().commandLine();
            if (each.isUsageHelpRequested()) {
                asked.usage(out);
                return ExitCode.DONE;
            }
        }
        if (!(asked.getCommand() instanceof Action action)) {
            throw new ParameterException(line, "which command? `astra --help` lists them");
        }
        return action.run();
    }
}
