package dev.astra.cli.command;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        description = "Print a script that teaches a shell to complete Astra's words.",
        footer = {"", "bash:  source <(astra completion bash)", "zsh:   source <(astra completion zsh)", "fish:  astra completion fish | source"})
final class CompletionCommand implements Action {
    private final Session session;

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    /// A shell that can be taught.
    enum Shell {
        BASH, ZSH, FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() {
        CommandLine line = Commands.whole(session);
        switch (shell) {
            // picocli's script switches zsh to bash's way of completing by itself
            case BASH, ZSH -> session.out().print(AutoComplete.bash("astra", line));
            case FISH -> fish(line, session.out());
        }
        return ExitCode.DONE;
    }

    private static void fish(CommandLine line, PrintStream out) {
        out.println("complete -c astra -f");
        for (OptionSpec option : line.getCommandSpec().options()) {
            out.println("complete -c astra -n __fish_use_subcommand" + words(option));
        }
        for (Map.Entry<String, CommandLine> each : line.getSubcommands().entrySet()) {
            String about = String.join(" ", each.getValue().getCommandSpec().usageMessage().description());
            out.println("complete -c astra -n __fish_use_subcommand -a " + each.getKey() + " -d " + quoted(about));
            for (OptionSpec option : each.getValue().getCommandSpec().options()) {
                out.println("complete -c astra -n '__fish_seen_subcommand_from " + each.getKey() + "'" + words(option));
            }
        }
    }

    private static String words(OptionSpec option) {
        StringBuilder words = new StringBuilder();
        Arrays.stream(option.names())
                .forEach(name -> words
                        .append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1)));
        if (option.arity().max() > 0) {
            words.append(" -r");
        }
        return words.append(" -d ").append(quoted(String.join(" ", option.description()))).toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
