package dev.astra.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFilesTest {
    private static final String GOOD = "services:\n  web:\n    command: run\n";

    @TempDir
    Path folder;

    private StackFixture stack;

    @BeforeEach
    void fixture() {
        stack = new StackFixture(folder).variable("X", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing\n", "---\n", "{}", "services:\n", "services: {}\n", "null\n"})
    void emptyFilesHaveNoServices(String text) {
        assertThat(stack.astra(text).problems()).singleElement().asString().contains("there are no services");
    }

    static Stream<Arguments> wrongFiles() {
        return Stream.of(
                Arguments.of("text", "astra.yaml:1:1: a file holds keys such as `services:`, not \"text\""),
                Arguments.of("- a", "astra.yaml:1:1: a file holds keys such as `services:`, not a list"),
                Arguments.of("services:\n\tweb: {}", "astra.yaml:2:1: a tab can't indent (use spaces)"),
                Arguments.of("services:\n  web:\n   command: a\n  x", "a key without a colon (write `key: value`)"),
                Arguments.of("a: b: c", "astra.yaml:1:5: a second `: ` in one line"),
                Arguments.of("services:\n  web: {command: a", "astra.yaml:"),
                Arguments.of("a: *b", "astra.yaml:1:4: no anchor &b above"),
                Arguments.of("a: &a [*a]", "astra.yaml:1:8: *a is part of itself"),
                Arguments.of("services: {web: {command: a, command: b}}",
                        "astra.yaml:1:30: `command` is there twice (first in line 1)"),
                Arguments.of("? [a]\n: b\nservices: {web: {command: a}}", "a key must be a single word, not a list"),
                Arguments.of("services: {web: {<<: 5, command: a}}", "<< takes a mapping"),
                Arguments.of("services: [web]", "astra.yaml:1:11: services must be a mapping, not a list"),
                Arguments.of("services: {web: }", "the service web is nothing"),
                Arguments.of("services: {web: 5}", "the service web is 5"),
                Arguments.of("services: {'a b': {command: x}}", "\"a b\" is no name for a service"));
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void wrongYaml(String text, String problem) {
        assertThat(stack.astra(text).problems()).first().asString().contains(problem);
    }

    @Test
    void binary() throws IOException {
        byte[] bytes = new byte[5000];
        new Random(1).nextBytes(bytes);
        Files.write(folder.resolve("astra.yaml"), bytes);
        assertThat(stack.problems()).singleElement().asString().startsWith("astra.yaml:").contains("not text");
    }

    @Test
    void controlCharacterHasItsPlace() {
        assertThat(stack.astra("a: 1\nb: \u0000").problems()).singleElement()
                .asString()
                .startsWith("astra.yaml:2:4: the file is not text");
    }

    @Test
    void tooLong() {
        assertThat(stack.astra("# 0123456789\n".repeat(900_000)).problems()).singleElement()
                .asString()
                .contains("the file has 11 MB; up to 3 MB are read");
    }

    @Test
    void aliasBomb() {
        StringBuilder text = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (char each = 'b'; each <= 'k'; each++) {
            text.append(each).append(": &").append(each).append(" [");
            text.append(("*" + (char) (each - 1) + ", ").repeat(10)).append("]\n");
        }
        assertThat(stack.astra(text.toString()).problems()).singleElement()
                .asString()
                .contains("come to more than 500000 values");
    }

    @Test
    void deepNesting() {
        assertThat(stack.astra("a: " + "[".repeat(20_000)).problems()).singleElement()
                .asString()
                .contains("nested more than 100 deep");
        assertThat(stack.astra("${X:-".repeat(9_000) + "}".repeat(9_000) + ": 1").problems()).isNotEmpty();
        assertThat(stack.astra("services: {w: {command: \"" + "${N:-".repeat(9_000) + "}".repeat(9_000) + "\"}}")
                .problems()).first().asString().contains("nested more than 50 deep");
    }

    @Test
    void byteOrderMarksAndLineEnds() throws IOException {
        Path file = folder.resolve("astra.yaml");
        for (String text : new String[]{"\uFEFF" + GOOD, GOOD.replace("\n", "\r\n"), GOOD.replace("\n", "\r")}) {
            Files.writeString(file, text);
            assertThat(stack.stack().services()).containsOnlyKeys("web");
        }
        Files.write(file, ("\uFEFF" + GOOD).getBytes(StandardCharsets.UTF_16LE));
        assertThat(stack.stack().services()).containsOnlyKeys("web");
        Files.write(file, ("\uFEFF" + GOOD).getBytes(StandardCharsets.UTF_16BE));
        assertThat(stack.stack().services()).containsOnlyKeys("web");
        Files.write(file, GOOD.getBytes(StandardCharsets.UTF_16LE));
        assertThat(stack.problems()).singleElement().asString().contains("not text");
        Files.write(file, (GOOD + "# é").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(stack.problems()).singleElement().asString().contains("not text in UTF-8");
    }

    @Test
    void folderOfThatName() throws IOException {
        Files.createDirectory(folder.resolve("astra.yaml"));
        assertThat(stack.asking("astra.yaml").problems())
                .containsExactly("astra.yaml:1:1: this is a folder, not a file");
    }

    @Test
    void noSuchFile() {
        assertThat(stack.asking("other.yaml").problems())
                .containsExactly("other.yaml:1:1: there is no such file");
    }

    @Test
    void unreadableFile() throws IOException {
        stack.astra(GOOD);
        Path file = folder.resolve("astra.yaml");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).as("root reads every file").isFalse();
        assertThat(stack.problems()).singleElement().asString().contains("may not be read");
    }

    @Test
    void includesInACircle() {
        stack.astra("include: [a.yml]\n" + GOOD).file("a.yml", "include: [b.yml]").file("b.yml", "include: [a.yml]");
        assertThat(stack.problems())
                .containsExactly("b.yml:1:11: files include each other: a.yml → b.yml → a.yml");
    }

    @Test
    void includesItself() {
        assertThat(stack.astra("include: [astra.yaml]\n" + GOOD).problems())
                .containsExactly("astra.yaml:1:11: files include each other: astra.yaml → astra.yaml");
    }
}
