package dev.astra.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "astra",
        description = "Runs the containers and processes of astra.yaml as one stack.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n")
final class Root implements Action {
    private final Session session;

    @Option(names = {"-V", "--version"}, description = "Show the version.")
    private boolean version;

    Root(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws Failure {
        if (!version) {
            throw Failure.usage("which command? `astra --help` lists them");
        }
        return new VersionCommand(session).run();
    }
}
