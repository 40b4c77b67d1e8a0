package dev.astra.config.service;

import dev.astra.config.Suggestion;
import dev.astra.config.merge.Shapes;
import dev.astra.config.tree.Fields;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Scalar;
import dev.astra.config.tree.Sequence;
import dev.astra.model.ComposeDuration;
import dev.astra.model.ImageBuild;
import dev.astra.model.ImageOptions;
import dev.astra.model.PullPolicy;
import dev.astra.model.PullPolicy.Mode;
import dev.astra.model.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How a container's image is had: `build`, `pull_policy`, `platform`.
final class ImageReader {
    static final Set<String> BUILD_KEYS = Set.of("context", "dockerfile", "dockerfile_inline", "target", "args",
            "labels", "no_cache", "pull", "network", "tags", "cache_from", "extra_hosts", "shm_size");
    /// Compose's words that Astra does not honour.
    static final Set<String> UNSUPPORTED_BUILD_KEYS = Set.of("additional_contexts", "cache_to", "entitlements",
            "isolation", "no_cache_filter", "platforms", "privileged", "provenance", "sbom", "secrets", "ssh",
            "ulimits");
    private static final List<String> POLICIES = List.of("always", "never", "missing", "if_not_present", "build",
            "daily", "weekly", "every_12h");

    private final Definition definition;
    private final Fields fields;
    private final Problems problems;

    ImageReader(Definition definition, Fields fields, Problems problems) {
        this.definition = definition;
        this.fields = fields;
        this.problems = problems;
    }

    ImageOptions read(boolean healthcheckDisabled, Optional<Signal> stopSignal) {
        Optional<ImageBuild> build = fields.tree("build")
                .map(Shapes::context)
                .flatMap(mapping -> build(Fields.of(mapping, problems)));
        return new ImageOptions(policy(), fields.text("platform").orElse(""), build, healthcheckDisabled, stopSignal);
    }

    private PullPolicy policy() {
        String word = fields.text("pull_policy").orElse("missing");
        switch (word) {
            case "always" -> {
                return new PullPolicy(Mode.ALWAYS, Duration.ZERO);
            }
            case "never" -> {
                return new PullPolicy(Mode.NEVER, Duration.ZERO);
            }
            case "missing", "if_not_present" -> {
                return PullPolicy.MISSING;
            }
            case "build" -> {
                return new PullPolicy(Mode.BUILD, Duration.ZERO);
            }
            case "daily" -> {
                return new PullPolicy(Mode.EVERY, Duration.ofDays(1));
            }
            case "weekly" -> {
                return new PullPolicy(Mode.EVERY, Duration.ofDays(7));
            }
            default -> {
                Optional<Duration> age = word.startsWith("every_")
                        ? ComposeDuration.parse(word.substring(6))
                        : Optional.empty();
                if (age.isPresent()) {
                    return new PullPolicy(Mode.EVERY, age.get());
                }
            }
        }
        String near = Suggestion.didYouMean(word, POLICIES);
        fields.problem("pull_policy", "there is no pull_policy " + word,
                near.isEmpty() ? String.join(", ", POLICIES) : near);
        return PullPolicy.MISSING;
    }

    private Optional<ImageBuild> build(Fields build) {
        for (String key : NativeReader.BUILD_KEYS) {
            if (build.has(key)) {
                build.problem(key, "build." + key + " is for native services, and " + definition.name()
                        + " is a container", "");
                return Optional.empty();
            }
        }
        build.mapping().entries().forEach((key, entry) -> {
            if (UNSUPPORTED_BUILD_KEYS.contains(key)) {
                problems.warn(entry.key().place(), "build." + key + " of " + definition.name()
                        + " is not honoured", "");
            } else if (!BUILD_KEYS.contains(key) && !key.startsWith("x-")) {
                problems.add(entry.key().place(), "unknown key " + key + " in build",
                        Suggestion.didYouMean(key, BUILD_KEYS));
            }
        });
        String context = build.scalar("context").map(ImageReader::context).orElse(build.source().folder().toString());
        boolean inline = build.has("dockerfile_inline");
        if (inline && build.has("dockerfile")) {
            build.problem("dockerfile", "dockerfile and dockerfile_inline exclude each other", "");
        }
        List<String> hosts = new ArrayList<>();
        build.tree("extra_hosts").ifPresent(tree -> hosts.addAll(texts(Shapes.hosts(tree), build)));
        ImageBuild.Details details = new ImageBuild.Details(build.flag("no_cache", false), build.flag("pull", false),
                build.text("network").orElse(""), build.texts("tags"), build.texts("cache_from"), hosts,
                build.bytes("shm_size").orElse(0));
        return Optional.of(new ImageBuild(context, build.text("dockerfile").orElse(inline ? "" : "Dockerfile"),
                build.text("dockerfile_inline").orElse(""), build.text("target").orElse(""), arguments(build),
                build.pairs("labels"), details));
    }

    /// An argument without a value is the caller's variable, or left out.
    private static Map<String, String> arguments(Fields build) {
        Map<String, String> arguments = build.pairs("args");
        Mapping written = build.tree("args").map(Shapes::pairs).orElse(Mapping.empty(build.mapping().mark()));
        written.entries().forEach((name, entry) -> {
            if (entry.value().isNull()) {
                String outer = entry.value().source().variables().get(name);
                if (outer == null) {
                    arguments.remove(name);
                } else {
                    arguments.put(name, outer);
                }
            }
        });
        return arguments;
    }

    private static List<String> texts(Sequence hosts, Fields build) {
        List<String> texts = new ArrayList<>();
        for (Scalar each : build.scalars(hosts, "extra_hosts")) {
            texts.add(each.text().replaceFirst("=", ":"));
        }
        return texts;
    }

    private static String context(Scalar scalar) {
        String text = scalar.text();
        boolean remote = text.contains("://") || text.startsWith("git@") || text.startsWith("github.com/");
        return remote ? text : scalar.source().resolve(text).toString();
    }
}
