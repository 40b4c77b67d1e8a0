package dev.astra.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.config.LoadRequest;
import dev.astra.config.StackReader;
import dev.astra.model.NativeService;
import dev.astra.model.Stack;
import dev.astra.watch.Settled;
import dev.astra.watch.jvm.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a build means for services of which the classes were read before it, or were not.
class RunningCodeTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final RunningCode code = new RunningCode();

    @TempDir
    private Path folder;

    private JavaSources sources;

    @BeforeEach
    void aFirstBuild() throws IOException {
        folder = folder.toRealPath();
        sources = new JavaSources(folder);
        sources.write("Shared", "class Shared { static int id() { return 1; } }")
                .write("Between", "class Between { static int id() { return Shared.id(); } }")
                .main("Uses", "Between.id();")
                .main("Alone", "")
                .compile();
        Files.createDirectories(folder.resolve("more"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChangedClassConcernsThoseWhoReachIt(boolean known) throws Exception {
        start(known, "Uses", "Alone");
        sources.write("Shared", "class Shared { static int id() { return 2; } }").compile();

        assertThat(after("Shared.class")).containsExactly("Shared changed, reached by Uses → Between", "same");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNewClassThatHidesNobodyConcernsNobody(boolean known) throws Exception {
        start(known, "Uses", "Alone");
        sources.write("Fresh", "class Fresh {}").compile();

        assertThat(after("Fresh.class")).containsExactly("same", "same");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNewResourceThatAnybodyMayReadConcernsAll(boolean known) throws Exception {
        start(known, "Uses", "Alone");
        Files.writeString(sources.classes().resolve("settings.txt"), "new");

        assertThat(afterMade("settings.txt")).containsExactly("settings.txt is new", "settings.txt is new");
    }

    @Test
    void whoIsSparedWithoutHavingBeenReadIsKnownFromThenOn() throws Exception {
        start(false, "Uses", "Alone");
        sources.write("Shared", "class Shared { static int id() { return 2; } }").compile();
        assertThat(after("Shared.class")).last().isEqualTo("same");

        Files.delete(sources.classes().resolve("Shared.class"));
        assertThat(after("Shared.class")).containsExactly("unknown", "same");
    }

    @Test
    void whatIsGoneTellsNothingOfWhoWasNotReadBefore() throws Exception {
        start(false, "Uses", "Alone");
        Files.delete(sources.classes().resolve("Shared.class"));

        assertThat(after("Shared.class")).containsExactly("unknown", "unknown");
    }

    @Test
    void aChangeWhereNobodyWatchesTellsNothingOfWhoWasNotReadBefore() throws Exception {
        start(false, "Uses", "Alone");
        Files.writeString(folder.resolve("more/settings.txt"), "new");
        sources.write("Shared", "class Shared { static int id() { return 2; } }").compile();

        assertThat(after("Shared.class")).containsExactly("unknown", "unknown");
    }

    @Test
    void aJarTellsNothingOfWhoWasNotReadBefore() throws Exception {
        Path jar = folder.resolve("some.jar");
        new JarOutputStream(Files.newOutputStream(jar)).close();
        start(false, "Uses");

        assertThat(verdicts(new Settled(Set.of("Uses"), jar, List.of(jar), Set.of()), "Uses"))
                .containsExactly("unknown");
    }

    @Test
    void whoRunsFromACopyRunsWhatWasCopiedWhateverIsBuiltBeforeItIsRead() throws Exception {
        Path jar = folder.resolve("some.jar");
        pack(jar);
        try (Copies copies = new Copies(folder.resolve("copies"))) {
            start("some.jar", Instant.now(), Optional.of(copies.take(Set.of(jar), Set.of())), "Uses", "Alone");
            sources.write("Shared", "class Shared { static int id() { return 2; } }").compile();
            pack(jar);

            assertThat(verdicts(new Settled(Set.of(started), jar, List.of(jar), Set.of()), started))
                    .containsExactly("Shared changed, reached by Uses → Between", "same");
        }
    }

    @Test
    void whoWasNotReadBeforeItWasRestartedIsNotTakenForTheFirst() throws Exception {
        start(false, "Uses");
        sources.write("Shared", "class Shared { static int id() { return 2; } }").compile();
        after("Shared.class");
        start(true, "Uses");

        try (Look look = code.look()) {
            assertThat(code.now(look, "Uses", false)).isEqualTo(new RunningCode.Verdict.Same());
            assertThat(code.now(look, "Uses", true)).isEqualTo(new RunningCode.Verdict.Unknown());
        }
    }

    private String[] started = {};

    /// @param known whether nothing is changed from the start until the classes are read
    private void start(boolean known, String... mains) throws Exception {
        Instant at = known ? Instant.now().plus(LONG) : Instant.now().minus(LONG);
        start("classes:more:some.jar", at, Optional.empty(), mains);
        if (known) {
            code.read();
        }
    }

    private void start(String classPath, Instant at, Optional<Copies.Copy> copy, String... mains) throws Exception {
        started = mains;
        for (String each : mains) {
            Files.writeString(folder.resolve("astra.yaml"), """
                    name: code-test
                    services: { %s: { command: [%s, -cp, "%s", %1$s], watch: [classes, some.jar] } }
                    """.formatted(each, JavaSources.java(), classPath));
            Stack stack = StackReader.read(LoadRequest.of(folder, System.getenv())).stack();
            code.started((NativeService) Objects.requireNonNull(stack.services().get(each)), at, copy);
        }
    }

    private void pack(Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String each : List.of("Uses", "Alone", "Between", "Shared")) {
                out.putNextEntry(new ZipEntry(each + ".class"));
                out.write(Files.readAllBytes(sources.classes().resolve(each + ".class")));
            }
        }
    }

    private List<String> after(String... files) throws IOException {
        List<Path> changed = Stream.of(files).map(sources.classes()::resolve).toList();
        return verdicts(new Settled(Set.of(started), changed.getFirst(), changed, Set.of()), started);
    }

    private List<String> afterMade(String file) throws IOException {
        Path made = sources.classes().resolve(file);
        return verdicts(new Settled(Set.of(started), made, List.of(made), Set.of(made)), started);
    }

    private List<String> verdicts(Settled build, String... services) throws IOException {
        try (Look look = code.look()) {
            return Arrays.stream(services).map(each -> switch (code.afterBuild(look, each, build)) {
                case RunningCode.Verdict.Unknown() -> "unknown";
                case RunningCode.Verdict.Same() -> "same";
                case RunningCode.Verdict.Other(String change) -> change;
            }).toList();
        }
    }
}
