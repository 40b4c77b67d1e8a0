package dev.astra.services.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.services.contract.StreamNames;
import dev.astra.services.contract.TaskKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// docs/services/reference.md against the code: the section of each service names its routes and streams, no others, and its main, port, tables
/// and settings.
class ReferenceTest {
    private static final Path DOCUMENTS = Path.of("..", "docs", "services");
    private static final Set<String> OF_ALL = Set.of("GET /healthz", "GET /readyz");
    private static final Pattern ROUTE = Pattern.compile("`((?:GET|POST|PUT|DELETE) /[^` ?]*)");
    private static final Pattern SETTING = Pattern.compile("(?:text|number)\\(\"([A-Z_]+)\"");
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+)");

    private static final Pattern STREAM = Pattern.compile("`(astra:(?:tasks|goals|workers|dead_letter)[^`]*)`");
    private static final Pattern STREAM_CONSTANT = Pattern.compile("StreamNames\\.([A-Z_]+)");
    private static final Pattern WORKS_OFF = Pattern.compile("WorkerLoop\\.declare\\(\\w+, TaskKind\\.([A-Z]+)");

    @ParameterizedTest
    @EnumSource(ServiceName.class)
    void namesTheStreamsThatAreReadAndWritten(ServiceName name) throws Exception {
        assertThat(found(STREAM, section(name))).containsExactlyInAnyOrderElementsOf(streams(name));
    }

    @ParameterizedTest
    @EnumSource(ServiceName.class)
    void namesWhatIsInTheCode(ServiceName name) throws Exception {
        String section = section(name);
        assertThat(found(ROUTE, section)).containsExactlyInAnyOrderElementsOf(routes(name));
        List<String> named = new ArrayList<>(found(SETTING, code(name, ".java", Path.of("src", "main", "java"))));
        named.addAll(found(TABLE, code(name, ".sql", Path.of("src", "main", "resources"))));
        named.add(name.mainClass().substring("dev.astra.services.".length()));
        assertThat(section).contains(named.stream().map(each -> "`" + each + "`").toList())
                .contains("port " + name.port());
    }

    private static String section(ServiceName name) throws IOException {
        String page = Files.readString(DOCUMENTS.resolve("reference.md"));
        int from = page.indexOf("\n## " + name.text() + "\n");
        assertThat(from).as("a section about " + name.text()).isPositive();
        int to = page.indexOf("\n## ", from + 1);
        return page.substring(from, to < 0 ? page.length() : to);
    }

    private static Collection<String> routes(ServiceName name) throws ReflectiveOperationException {
        try (ServiceContext context = TestStores.contextOf(name, Map.of("PORT", "0"))) {
            Host.load(name).start(context);
            return context.routes().names().stream().filter(route -> !OF_ALL.contains(route)).toList();
        }
    }

    private static Set<String> streams(ServiceName name) throws Exception {
        String code = code(name, ".java", Path.of("src", "main", "java"));
        Set<String> streams = new TreeSet<>();
        for (String constant : found(STREAM_CONSTANT, code)) {
            streams.add((String) StreamNames.class.getField(constant).get(null));
        }
        if (code.contains("StreamNames.tasks(")) {
            Stream.of(TaskKind.values()).forEach(kind -> streams.addAll(StreamNames.tasks(kind)));
        }
        for (String kind : found(WORKS_OFF, code)) {
            streams.addAll(StreamNames.tasks(TaskKind.valueOf(kind)));
            streams.add(StreamNames.HEARTBEATS);
        }
        return streams;
    }

    /// All files of the service that end so, one after the other.
    private static String code(ServiceName name, String ending, Path root) throws IOException {
        String type = name.mainClass();
        Path folder = root.resolve(type.substring(0, type.lastIndexOf('.')).replace('.', '/'));
        if (!Files.isDirectory(folder)) {
            return "";
        }
        StringBuilder code = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(ending)).toList()) {
                code.append(Files.readString(file));
            }
        }
        return code.toString();
    }

    private static Set<String> found(Pattern pattern, String text) {
        return new TreeSet<>(pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList());
    }
}
