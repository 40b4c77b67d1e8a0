package dev.astra.cli.command;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.UnmatchedArgumentException;

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
    public ExitCode run() {
        CommandLine whole = Commands.whole(session);
        CommandLine asked = command.isEmpty() ? whole : whole.getSubcommands().get(command);
        if (asked == null) {
            throw new UnmatchedArgumentException(whole, List.of(command)); // as where the word stands alone
        }
        asked.usage(session.out());
        return ExitCode.DONE;
    }
}
