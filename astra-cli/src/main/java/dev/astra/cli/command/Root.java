package dev.astra.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "astra",
        description = "Runs the containers and processes of astra.yaml as one stack.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n")
final class Root implements Action {
    private final Session session;

    @Mixin
    @SuppressWarnings("unused") // picocli fills it
    private final Globals globals;

    @Option(names = {"-V", "--version"}, description = "Show the version.")
    private boolean version;

    Root(Session session, Globals globals) {
        this.session = session;
        this.globals = globals;
    }

    @Override
    public ExitCode run() throws Failure {
        if (!version) {
            throw Failure.usage("which command? `astra --help` lists them");
        }
        return new VersionCommand(session).run();
    }
}
