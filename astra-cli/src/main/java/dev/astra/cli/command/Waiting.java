package dev.astra.cli.command;

import dev.astra.supervise.Answer;
import dev.astra.supervise.Command;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Option;

/// Whether a command waits until it is so.
final class Waiting {
    @Option(names = "--no-wait", description = "Return at once, without knowing what becomes of it.")
    private boolean no;

    ExitCode submit(Session session, Hosting hosting, Command command)
            throws Failure, IOException, InterruptedException {
        return answer(session, hosting, hosting.supervisor().submit(command));
    }

    ExitCode answer(Session session, Hosting hosting, CompletableFuture<Answer> answer)
            throws Failure, IOException, InterruptedException {
        return no ? ExitCode.DONE : Answers.print(session, hosting, Answers.await(answer));
    }
}
