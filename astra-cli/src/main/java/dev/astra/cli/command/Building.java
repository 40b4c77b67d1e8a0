package dev.astra.cli.command;

import dev.astra.daemon.BuildResult;
import dev.astra.daemon.Builds;
import dev.astra.model.Service;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Runs builds for a command, and shows what they write.
final class Building {
    private Building() {}

    /// Returns when all are done.
    ///
    /// @param hosting the running stack, which waits with restarts until they are
    /// @throws Failure when one fails
    static void run(Optional<Hosting> hosting, Collection<Service> services, PrintStream out)
            throws Failure, InterruptedException {
        List<String> failed = new ArrayList<>();
        List<BuildResult> results = hosting.isPresent()
                ? await(hosting.get().host().build(services, out::println))
                : Builds.run(services, out::println);
        for (BuildResult each : results) {
            if (!each.done()) {
                failed.add(String.join(", ", each.services().stream().sorted().toList()) + ": " + each.line() + ": "
                        + each.problem());
            }
        }
        if (!failed.isEmpty()) {
            throw new Failure(ExitCode.FAILED, "the build failed", failed);
        }
    }

    private static List<BuildResult> await(List<CompletableFuture<BuildResult>> builds) throws InterruptedException {
        List<BuildResult> results = new ArrayList<>();
        for (CompletableFuture<BuildResult> each : builds) {
            try {
                results.add(each.get());
            } catch (ExecutionException ended) {
                throw new IllegalStateException("the stack came to its end meanwhile", ended);
            }
        }
        return results;
    }
}
