package dev.astra.log;

import static dev.astra.log.StoreText.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSearchTest {
    @TempDir
    Path folder;
    private LogStore store;

    @BeforeEach
    void open() throws IOException {
        store = LogStore.open(folder, LogLimits.DEFAULT);
    }

    /// The same comes out whether the lines come one by one or in blocks.
    private List<String> search(LogFilter filter) throws IOException {
        List<String> found = search(LogQuery.everything(), filter);
        assertThat(search(LogQuery.everything().inBlocks(), filter)).isEqualTo(found);
        return found;
    }

    private List<String> search(LogQuery query, LogFilter filter) throws IOException {
        List<String> found = new ArrayList<>();
        try (LogSearch search = new LogSearch(store.cursor(query), filter)) {
            for (LogEntry entry = search.next(); entry != null; entry = search.next()) {
                found.add(StoreText.show(entry));
            }
            assertThat(search.isEnded()).isTrue();
        }
        return found;
    }

    @Test
    void findsLinesWithThoseAroundThem() throws IOException {
        RunLog log = store.begin("a", 1);
        for (int i = 0; i < 10; i++) {
            write(log, "line " + i + "\n");
        }
        Optional<Pattern> pattern = Optional.of(Pattern.compile("line [47]"));
        assertThat(search(new LogFilter(pattern, Optional.empty(), 0, 0, OptionalInt.empty())))
                .containsExactly("a.1/o|line 4", "a.1/o|line 7");
        assertThat(search(new LogFilter(pattern, Optional.empty(), 2, 1, OptionalInt.empty()))).containsExactly(
                "a.1/o|line 2", "a.1/o|line 3", "a.1/o|line 4", "a.1/o|line 5", "a.1/o|line 6", "a.1/o|line 7",
                "a.1/o|line 8");
        assertThat(search(new LogFilter(pattern, Optional.empty(), 0, 0, OptionalInt.of(1))))
                .containsExactly("a.1/o|line 7");
    }

    @Test
    void findsLinesInTheMidstOfABlock() throws IOException {
        RunLog log = store.begin("a", 1);
        write(log, "wanted first\nnot\n\nalso wanted\nwanted twice, wanted\nnot\nhalf wan");
        write(log, "ted\nnot\nwanted\n");
        log.close();
        assertThat(search(LogFilter.grep(Pattern.compile("wanted")))).containsExactly("a.1/o|wanted first",
                "a.1/o|also wanted", "a.1/o|wanted twice, wanted", "a.1/o|half wanted", "a.1/o|wanted");
        assertThat(search(LogFilter.grep(Pattern.compile("^$")))).containsExactly("a.1/o|");
    }

    @Test
    void findsLinesOfALevel() throws IOException {
        write(store.begin("a", 1), """
                {"time":"t","level":"info","message":"ERROR in words"}
                {"message":"x\\"y","nested":{"level":"error"},"level":"WARN"}
                {"level":50}
                2026-11-24 09:00:00 ERROR something
                [warn] something
                no error here
                level=fatal msg=x
                """);
        assertThat(search(new LogFilter(Optional.empty(), Optional.of(LogLevel.WARN), 0, 0, OptionalInt.empty())))
                .containsExactly("a.1/o|{\"message\":\"x\\\"y\",\"nested\":{\"level\":\"error\"},\"level\":\"WARN\"}",
                        "a.1/o|{\"level\":50}", "a.1/o|2026-11-24 09:00:00 ERROR something", "a.1/o|[warn] something",
                        "a.1/o|level=fatal msg=x");
    }

    @Test
    void readsTheMembersOfAnObject() throws IOException {
        write(store.begin("a", 1),
                " {\"a\" : \"x\\u00e4\\n\" , \"b\":[1,{\"c\":\"]\"}],\"d\":-1.5e3,\"e\":true} \n{broken\n");
        try (Cursor cursor = store.cursor(LogQuery.everything())) {
            JsonFields fields = new JsonFields();
            assertThat(fields.reset((LogLine) java.util.Objects.requireNonNull(cursor.next()))).isTrue();
            List<String> found = new ArrayList<>();
            while (fields.next()) {
                found.add(fields.name() + "=" + fields.value() + (fields.isString() ? " string" : ""));
            }
            assertThat(fields.isWellFormed()).isTrue();
            assertThat(found).containsExactly("a=xä\n string", "b=[1,{\"c\":\"]\"}]", "d=-1.5e3", "e=true");
            assertThat(fields.reset((LogLine) java.util.Objects.requireNonNull(cursor.next()))).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            nullValues = "-",
            value = {"timeout!timeout", "time.*out!time", "a|b!-", "(?i)x!-", "ab?cde!cde", "abc+d!abc", "x[abc]yz!yz", "(foo|bar) done! done", "\\d+ms took!ms took", "a\\.b\\.c!a.b.c", "ab{2}cde!cde", "^start$!start", "\\x41bc!-", "(a(?i)b)c!-", "x*!-"})
    void knowsWhatEveryMatchContains(String pattern, String literal) {
        String found = new String(RequiredLiteral.of(Pattern.compile(pattern)), StandardCharsets.UTF_8);
        assertThat(found.strip()).isEqualTo(literal == null ? "" : literal.strip());
    }

    @Test
    void findsBytesWhereverTheyAre() {
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt(3) - 1);
            }
            byte[] wanted = new byte[random.nextInt(5)];
            for (int i = 0; i < wanted.length; i++) {
                wanted[i] = (byte) (random.nextInt(3) - 1);
            }
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            assertThat(new ByteSearch(wanted).isIn(bytes, 0, bytes.length))
                    .isEqualTo(text.contains(new String(wanted, StandardCharsets.ISO_8859_1)));
        }
    }
}
