package dev.astra.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class OutputGroupTest {
    private static final long MILLI = 1_000_000;

    @TempDir
    private Path folder;
    private Path file;
    private long now = System.nanoTime();
    private long written;

    @BeforeEach
    void realFolder() throws IOException {
        folder = folder.toRealPath();
        file = folder.resolve("app");
    }

    @Test
    void whatIsRenamedOverIsSettledAtOnce() throws Exception {
        write("before");
        OutputGroup group = watching(file);

        write("after");
        see(group, Sign.ARRIVED);
        assertThat(group.due()).isEqualTo(now);
        assertThat(group.look(now, Duration.ZERO)).isEqualTo(changed(file));
    }

    @Test
    void whatIsWrittenInPlaceIsSettledAShortWhileLater() throws Exception {
        write("before");
        OutputGroup group = watching(file);

        write("after!");
        see(group, Sign.WRITTEN);
        assertThat(untilSettled(group)).isEqualTo(changed(file));
        assertThat(quiet()).isBetween(5L, 60L);
    }

    @Test
    void quietGrowsWithThePausesOfTheBuild() throws Exception {
        write("before");
        OutputGroup group = watching(file);

        for (int piece = 0; piece < 5; piece++) {
            write("pieces" + piece);
            see(group, Sign.WRITTEN);
            now += 100 * MILLI;
        }
        assertThat(untilSettled(group)).isInstanceOf(Verdict.Changed.class);
        assertThat(quiet()).isBetween(300L, 310L);
    }

    @Test
    void aMachineThatStoodStillIsNoPauseOfTheBuild() throws Exception {
        write("before");
        OutputGroup group = watching(file);

        write("piece1");
        see(group, Sign.WRITTEN);
        now += 600 * MILLI;
        group.stalled(600 * MILLI);
        assertThat(group.look(now, Duration.ZERO)).isInstanceOf(Verdict.LookAgain.class);
        write("piece2");
        see(group, Sign.WRITTEN);
        untilSettled(group);
        assertThat(quiet()).isLessThan(60);
    }

    @Test
    void quietIsBounded() throws Exception {
        write("before");
        OutputGroup group = watching(file);

        write("piece 1");
        see(group, Sign.WRITTEN);
        now += 60_000 * MILLI;
        write("piece 2");
        see(group, Sign.WRITTEN);
        untilSettled(group);
        assertThat(quiet()).isBetween(1_900L, 2_100L);
    }

    @Test
    void aFileMuchSmallerThanBeforeIsGivenMoreTime() throws Exception {
        write("x".repeat(1000));
        OutputGroup group = watching(file);

        write("y".repeat(500));
        see(group, Sign.WRITTEN);
        assertThat(untilSettled(group)).isInstanceOf(Verdict.Changed.class);
        assertThat(quiet()).isBetween(300L, 310L);
    }

    @Test
    void touchChmodAndTheSameContentAreNothing() throws Exception {
        write("same");
        OutputGroup group = watching(file);

        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        see(group, Sign.WRITTEN);
        assertThat(untilSettled(group)).isEqualTo(new Verdict.Same());
        Files.delete(file);
        write("same");
        see(group, Sign.CREATED);
        see(group, Sign.WRITTEN);
        assertThat(untilSettled(group)).isEqualTo(new Verdict.Same());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatSomebodyHasOpenForWritingIsNotFinished() throws Exception {
        write("before");
        OutputGroup group = watching(file);

        try (FileChannel writer = FileChannel.open(file, StandardOpenOption.WRITE)) {
            write("after!");
            see(group, Sign.ARRIVED);
            for (int look = 0; look < 10; look++) {
                assertThat(group.look(now, Duration.ZERO)).isInstanceOf(Verdict.LookAgain.class);
                now += 10 * MILLI;
            }
            assertThat(writer.isOpen()).isTrue();
        }
        see(group, Sign.WRITTEN);
        assertThat(untilSettled(group)).isInstanceOf(Verdict.Changed.class);
        assertThat(quiet()).as("it was seen to be held open while it grew").isLessThan(10);
    }

    @Test
    void aMissingOrEmptyFileIsNeverAFinishedBuild() throws Exception {
        write("before");
        OutputGroup group = watching(file);

        Files.delete(file);
        see(group, Sign.GONE);
        assertThat(untilSettled(group)).isEqualTo(new Verdict.Hold());
        Files.createFile(file);
        see(group, Sign.CREATED);
        see(group, Sign.WRITTEN);
        assertThat(untilSettled(group)).isEqualTo(new Verdict.Hold());
        write("after");
        see(group, Sign.WRITTEN);
        assertThat(untilSettled(group)).isInstanceOf(Verdict.Changed.class);
    }

    @Test
    void aJarIsWhatItsEntriesAre() throws Exception {
        Files.write(file, Jars.jar(1_000_000_000_000L, "a.txt", "A", "b.txt", "B"));
        OutputGroup group = watching(file);

        Files.write(file, Jars.jar(1_700_000_000_000L, "b.txt", "B", "a.txt", "A"));
        see(group, Sign.WRITTEN);
        assertThat(untilSettled(group)).as("other times and order").isEqualTo(new Verdict.Same());

        byte[] next = Jars.jar(1_700_000_000_000L, "a.txt", "A", "b.txt", "C");
        Files.write(file, Arrays.copyOf(next, next.length - 30));
        see(group, Sign.WRITTEN);
        assertThat(untilSettled(group)).as("half copied").isEqualTo(new Verdict.Hold());
        Files.write(file, next);
        see(group, Sign.ARRIVED);
        assertThat(untilSettled(group)).isInstanceOf(Verdict.Changed.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProgramIsNotFinishedBeforeItIsAsLongAsItsTablesSay() throws Exception {
        byte[] program = Files.readAllBytes(Path.of(System.getProperty("java.home"), "bin", "java"));
        write("before");
        OutputGroup group = watching(file);

        Files.write(file, Arrays.copyOf(program, program.length - 1));
        see(group, Sign.ARRIVED);
        assertThat(untilSettled(group)).isEqualTo(new Verdict.Hold());
        Files.write(file, program);
        see(group, Sign.ARRIVED);
        assertThat(untilSettled(group)).isInstanceOf(Verdict.Changed.class);
    }

    @Test
    void aCleanedFolderIsNoBuildButOneFileLessIs() throws Exception {
        for (int each = 0; each < 10; each++) {
            Files.writeString(folder.resolve(each + ".class"), "class");
            Files.writeString(folder.resolve(each + ".txt"), "text");
        }
        OutputGroup group = watching(folder);

        for (int each = 0; each < 6; each++) {
            Files.delete(folder.resolve(each + ".class"));
        }
        see(group, folder.resolve("0.class"), Sign.GONE);
        assertThat(untilSettled(group)).isEqualTo(new Verdict.Hold());
        for (int each = 1; each < 6; each++) {
            Files.writeString(folder.resolve(each + ".class"), "class");
        }
        see(group, folder.resolve("1.class"), Sign.WRITTEN);
        assertThat(untilSettled(group)).isEqualTo(changed(folder.resolve("0.class")));
    }

    @Test
    void nothingElseInTheFolderMatters() throws Exception {
        write("before");
        OutputGroup group = watching(file);

        see(group, folder.resolve("other"), Sign.WRITTEN);
        assertThat(group.due()).isNull();
    }

    private OutputGroup watching(Path path) {
        OutputGroup group = new OutputGroup(List.of(path.toString()), new Fingerprints());
        group.readBaseline();
        assertThat(group.due()).isNull();
        return group;
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private void see(OutputGroup group, Sign sign) {
        see(group, file, sign);
    }

    private void see(OutputGroup group, Path path, Sign sign) {
        written = now;
        group.note(new FileEvent.Entry(path, sign, false), now);
    }

    private long quiet() {
        return (now - written) / MILLI;
    }

    /// Looks whenever it is due, until that gives something.
    private Verdict untilSettled(OutputGroup group) {
        while (true) {
            Long due = group.due();
            assertThat(due).isNotNull();
            now = Math.max(now, due);
            Verdict verdict = group.look(now, Duration.ZERO);
            if (!(verdict instanceof Verdict.LookAgain)) {
                if (!(verdict instanceof Verdict.Hold)) {
                    group.settle(now);
                }
                return verdict;
            }
        }
    }

    private static Verdict changed(Path file) {
        return new Verdict.Changed(List.of(file), Set.of());
    }
}
