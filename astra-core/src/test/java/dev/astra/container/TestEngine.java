package dev.astra.container;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// The engine that the tests run on: the one that `scripts/test-engine` starts, or another that ASTRA_TEST_ENGINE names.
/// Where none answers the tests are skipped, and say so.
final class TestEngine {
    private static final String ADDRESS = Optional.ofNullable(System.getenv("ASTRA_TEST_ENGINE"))
            .orElse("unix:///run/astra-engine/docker.sock");

    private TestEngine() {}

    static FoundEngine require() {
        Ping.Answer answer = Ping.ask(ADDRESS, Optional.empty());
        if (answer instanceof Ping.Answer.Version(String version)) {
            return new FoundEngine(ADDRESS, "the tests", ApiVersion.common(version));
        }
        Assumptions.abort("NOT TESTED: no container engine answers at " + ADDRESS + "; scripts/test-engine starts one");
        throw new IllegalStateException("not reached");
    }
}
