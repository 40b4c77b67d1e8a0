package dev.astra.cli.command;

import dev.astra.config.ConfigException;
import dev.astra.config.ConfigRenderer;
import dev.astra.model.Stack;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "config", description = "Check the files and show what they come to, with everything resolved.")
final class ConfigCommand implements Action {
    private final Session session;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    @Option(names = "--services", description = "Only the names of the services.")
    private boolean services;

    @Option(names = {"-q", "--quiet"}, description = "Only check.")
    private boolean quiet;

    @Option(names = "--show-secrets", description = "Show passwords, tokens and keys too.")
    private boolean secrets;

    @Option(names = "--profile", paramLabel = "NAME", description = "Services of this profile, too.")
    private final Set<String> profiles = new LinkedHashSet<>();

    ConfigCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws ConfigException {
        Stack stack = session.load(profiles, Set.of(), Optional.empty()).stack();
        if (services) {
            stack.services().keySet().forEach(session.out()::println);
        } else if (!quiet) {
            session.out()
                    .print(json ? ConfigRenderer.json(stack, secrets) + "\n" : ConfigRenderer.yaml(stack, secrets));
        }
        return ExitCode.DONE;
    }
}
