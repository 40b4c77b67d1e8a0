package dev.astra.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiesTest {
    @TempDir
    private Path folder;

    private Path one;
    private Path two;

    @BeforeEach
    void files() throws IOException {
        folder = folder.toRealPath();
        one = Files.writeString(folder.resolve("one"), "1");
        two = Files.writeString(folder.resolve("two"), "2");
    }

    @Test
    void aCopyStaysWhatItWasAndHasItsSizeAndTime() throws IOException {
        try (Copies copies = new Copies(folder.resolve("copies"))) {
            Copies.Copy copy = copies.take(Set.of(one), Set.of(two));
            assertThat(Files.getLastModifiedTime(copy.of(one))).isEqualTo(Files.getLastModifiedTime(one));
            Files.writeString(one, "changed");
            Files.writeString(two, "changed");
            assertThat(copy.of(one)).hasContent("1");
            assertThat(copy.of(two)).hasContent("changed");
            assertThat(copy.of(two).getParent()).isEqualTo(copy.of(one).getParent());
            assertThat(copy.of(folder)).isEqualTo(folder);
        }
        assertThat(folder.resolve("copies")).isEmptyDirectory();
    }

    @Test
    void oneContentIsCopiedOnce() throws IOException {
        try (Copies copies = new Copies(folder.resolve("copies"))) {
            Copies.Copy first = copies.take(Set.of(one), Set.of());
            assertThat(copies.take(Set.of(one), Set.of())).isSameAs(first);
            Copies.Copy other = copies.take(Set.of(one, two), Set.of());
            assertThat(other.of(one)).isNotEqualTo(first.of(one));
            assertThat(Files.isSameFile(other.of(one), first.of(one))).isTrue();

            copies.retain(Set.of(other));
            assertThat(first.of(one)).doesNotExist();
            assertThat(other.of(one)).hasContent("1");
            assertThat(one).hasContent("1");
        }
    }

    @Test
    void whatAnEarlierAstraLeftIsRemoved() throws IOException {
        Path left = Files.createDirectories(folder.resolve("copies/left"));
        Files.createSymbolicLink(left.resolve("link"), folder);
        try (Copies copies = new Copies(folder.resolve("copies"))) {
            assertThat(folder.resolve("copies")).isEmptyDirectory();
            assertThat(copies.take(Set.of(one), Set.of()).of(one)).hasContent("1");
        }
        assertThat(one).hasContent("1");
    }
}
