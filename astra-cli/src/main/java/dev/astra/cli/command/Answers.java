package dev.astra.cli.command;

import dev.astra.supervise.Answer;
import dev.astra.supervise.Answer.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Waits for the supervisor's answer and prints it.
final class Answers {
    private Answers() {}

    /// @throws Failure when the stack ended meanwhile
    static Answer await(CompletableFuture<Answer> answer) throws Failure, InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException closed) {
            throw new Failure(ExitCode.NO_STACK, "the stack ended before this was done", List.of());
        }
    }

    /// A line a service, and the last output of each that is not as asked.
    static ExitCode print(Session session, Hosting hosting, Answer answer) throws IOException {
        int widest = answer.outcomes().keySet().stream().mapToInt(String::length).max().orElse(0);
        for (Map.Entry<String, Outcome> each : answer.outcomes().entrySet()) {
            Outcome outcome = each.getValue();
            String name = each.getKey() + " ".repeat(widest - each.getKey().length());
            session.out()
                    .println(session.outPaint().ofService(each.getKey(), name) + "  "
                            + (outcome.done() ? outcome.detail() : session.outPaint().red(outcome.detail())));
        }
        session.out().flush();
        Evidence.print(session, hosting.logs(), failed(answer));
        return ExitCode.of(answer.done());
    }

    static List<String> failed(Answer answer) {
        return answer.outcomes()
                .entrySet()
                .stream()
                .filter(each -> !each.getValue().done())
                .map(Map.Entry::getKey)
                .toList();
    }
}
