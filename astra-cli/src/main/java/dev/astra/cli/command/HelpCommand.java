package dev.astra.cli.command;

import dev.astra.config.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "help", description = "Show the commands, or what one of them takes.")
final class HelpCommand implements Action {
    private final Session session;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "COMMAND",
            description = "A command; all unless said otherwise.")
    private String command = "";

    HelpCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws Failure {
        CommandLine whole = Commands.whole(session);
        CommandLine asked = command.isEmpty() ? whole : whole.getSubcommands().get(command);
        if (asked == null) {
            String hint = Suggestion.didYouMean(command, whole.getSubcommands().keySet());
            throw Failure.usage("no command \"" + command + "\"" + (hint.isEmpty() ? "" : " (" + hint + ")"));
        }
        asked.usage(session.out());
        return ExitCode.DONE;
    }
}
