package dev.astra.cli.command;

import java.util.Optional;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Show the version of Astra and of the Java it runs on.")
final class VersionCommand implements Action {
    private final Session session;

    VersionCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        String version = Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                .orElse("(unpackaged)");
        session.out().println("astra " + version + ", Java " + Runtime.version());
        return ExitCode.DONE;
    }
}
