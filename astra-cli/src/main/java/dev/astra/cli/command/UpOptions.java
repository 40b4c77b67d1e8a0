package dev.astra.cli.command;

import dev.astra.model.EngineChoice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What `up` can be told.
final class UpOptions {
    @Parameters(
            paramLabel = "SERVICE",
            description = "Services, or groups as @name, with what they depend on; all unless said otherwise.")
    final List<String> services = new ArrayList<>();

    @Option(
            names = {"-d", "--detach"},
            description = "Run apart from this terminal; returns when everything has been started.")
    boolean detach;

    @Option(names = "--wait", description = "Return when everything is ready; implies -d.")
    boolean wait;

    @Option(
            names = "--wait-timeout",
            paramLabel = "DURATION",
            description = "Give up waiting after so long, such as 2m.")
    @Nullable
    Duration waitTimeout;

    @Option(names = "--no-deps", description = "Do not start what they depend on, nor wait for it.")
    boolean alone;

    @Option(names = "--build", description = "Build first what has a build; start nothing when one fails.")
    boolean build;

    @Option(names = "--no-watch", description = "Do not restart services when a build changes them.")
    boolean noWatch;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "What runs services with an image: auto, docker or embedded.")
    @Nullable
    EngineChoice engine;

    @Option(names = "--profile", paramLabel = "NAME", description = "Services of this profile, too.")
    final Set<String> profiles = new LinkedHashSet<>();

    @Option(names = "--abort-on-failure", description = "Stop everything when a service fails.")
    boolean abortOnFailure;

    @Option(names = {"-t", "--timestamps"}, description = "The time before each line of output.")
    boolean timestamps;

    @Option(names = "--no-color", description = "No colours.")
    boolean noColour;

    @Option(names = {"-q", "--quiet"}, description = "No progress and no output of services, only errors.")
    boolean quiet;

    @Mixin
    LogLooks looks = new LogLooks();

    boolean detached() {
        return detach || wait || waitTimeout != null;
    }
}
