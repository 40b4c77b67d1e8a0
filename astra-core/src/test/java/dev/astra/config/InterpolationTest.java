package dev.astra.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.model.NativeService;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InterpolationTest {
    @TempDir
    Path folder;

    private StackFixture stack;

    @BeforeEach
    void fixture() {
        stack = new StackFixture(folder);
    }

    private String value(String service) {
        return stack.stack().service(service) instanceof NativeService process
                ? String.valueOf(process.process().environment().get("V"))
                : String.valueOf(stack.container(service).container().environment().get("V"));
    }

    @Test
    void shellThenEnvFile() {
        stack.file(".env", "A=file\nB=file\nC=${A}\n").variable("A", "shell");
        stack.astra("services: { web: { command: x, environment: { V: '$A $B $C' } } }");
        assertThat(value("web")).isEqualTo("shell file shell");
    }

    @Test
    void ownVariablesAreSeenInNativeServicesOnly() {
        stack.variable("PORT", "1");
        stack.astra("""
                x-check: &check { healthcheck: { http: "http://127.0.0.1:${PORT}/" } }
                services:
                  web: { <<: *check, command: x, environment: { PORT: 80, V: "${PORT}" } }
                  api: { <<: *check, command: x, environment: { PORT: "${PORT:-9}0", V: "${PORT}" } }
                  box: { image: x, environment: { PORT: 80, V: "${PORT}" } }
                """);
        assertThat(value("web")).isEqualTo("80");
        assertThat(value("api")).isEqualTo("10");
        assertThat(value("box")).isEqualTo("1");
        assertThat(stack.process("web").common().healthcheck().orElseThrow().probe())
                .hasToString("Http[url=http://127.0.0.1:80/]");
    }

    @Test
    void unsetVariablesAreWarnedOfOnce() {
        stack.astra("""
                services:
                  web: { command: "x ${NO}", environment: { V: "$NO" } }
                """);
        assertThat(stack.warnings()).hasSize(2)
                .first()
                .asString()
                .startsWith("astra.yaml:2:19: the variable NO is not set; it is taken as empty");
    }

    /// Ports of `db`, how `db` is named, and what a native service and a container see.
    static Stream<Arguments> references() {
        return Stream.of(
                Arguments.of("image: x, ports: ['5433:5432']", "${db.host}:${db.port}", "127.0.0.1:5433", "db:5432"),
                Arguments.of("image: x, ports: ['127.0.0.2:5433:5432']", "${db.host}:${db.port}", "127.0.0.2:5433",
                        "db:5432"),
                Arguments.of("image: x, ports: ['1:10', '2:20']", "${db.port.20}", "2", "20"),
                Arguments.of("image: x, ports: ['0.0.0.0:1:10', '2:20/udp']", "${db.port}", "1", "10"),
                Arguments.of("command: x, ports: [7000]", "${db.host}:${db.port}", "127.0.0.1:7000",
                        "host.docker.internal:7000"),
                Arguments.of("command: x, environment: {P: 7001}, ports: ['$P']", "${db.port.7001}", "7001", "7001"),
                Arguments.of("image: x, ports: ['5433:5432']", "$${db.port} ${db.port:-1}", "${db.port} 5433",
                        "${db.port} 5432"));
    }

    @ParameterizedTest
    @MethodSource("references")
    void referencesToServices(String db, String value, String process, String container) {
        stack.astra("services:\n  a: { command: x, environment: { V: '" + value
                + "' } }\n  b: { image: x, environment: { V: '"
                + value + "' } }\n  db: { " + db + " }\n");
        assertThat(value("a")).isEqualTo(process);
        assertThat(value("b")).isEqualTo(container);
    }

    @Test
    void referencesStandInCommandsAndChecksAndBesideDashes() {
        stack.variable("task", "v").astra("""
                services:
                  web:
                    command: [x, "${task-service.port}", "${task-other}", "${my.db.port}"]
                    healthcheck: { tcp: "${task-service.host}:${task-service.port}" }
                  task-service: { command: x, ports: [7105] }
                  my.db: { image: x, ports: ["5:6"] }
                """);
        assertThat(stack.process("web").process().command()).containsExactly("x", "7105", "v", "5");
        assertThat(stack.process("web").common().healthcheck().orElseThrow().probe())
                .hasToString("Tcp[host=127.0.0.1, port=7105]");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(Arguments.of("image: x, ports: [5432]", "${db.port}", "db publishes no fixed port"),
                Arguments.of("image: x, ports: ['1:10', '2:20']", "${db.port}", "name one: ${db.port.10}"),
                Arguments.of("image: x, ports: ['1:10']", "${db.port.11}", "db publishes no port 11"),
                Arguments.of("image: x", "${db.host}", "db publishes no port"),
                Arguments.of("image: x, ports: ['1:10']", "${da-tabase.port}", "there is no service da-tabase"),
                Arguments.of("command: x, ports: ['${a.port}']", "${db.port}", "a publishes no port"),
                Arguments.of("command: x, ports: ['${db.port}']", "x", "depend on themselves"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongReferences(String db, String value, String problem) {
        stack.astra("services:\n  a: { command: x, environment: { V: '" + value + "' } }\n  db: { " + db + " }\n");
        assertThat(stack.problems()).anySatisfy(each -> assertThat(each).contains(problem));
    }

    @Test
    void projectNames() {
        stack.astra("name: ${N:-x}y\nservices: { web: { command: x, environment: { V: $COMPOSE_PROJECT_NAME } } }");
        assertThat(stack.stack().name()).isEqualTo("xy");
        assertThat(value("web")).isEqualTo("xy");
        stack.variable("COMPOSE_PROJECT_NAME", "other");
        assertThat(stack.stack().name()).isEqualTo("other");
    }

    @Test
    void profiles() {
        stack.astra("""
                services:
                  a: { command: x }
                  b: { command: x, profiles: [debug] }
                  c: { command: x, profiles: [other, more], group: g }
                  d: { command: x, depends_on: { b: { condition: service_started, required: false } } }
                """);
        assertThat(stack.stack().services()).containsOnlyKeys("a", "d");
        assertThat(stack.profiles("more").stack().services()).containsOnlyKeys("a", "c", "d");
        assertThat(stack.profiles("*").stack().services()).containsOnlyKeys("a", "b", "c", "d");
        assertThat(stack.profiles().named("b").stack().services()).containsOnlyKeys("a", "b", "d");
        assertThat(stack.named("@g").stack().services()).containsOnlyKeys("a", "c", "d");
        assertThat(stack.named().variable("COMPOSE_PROFILES", "debug, more").stack().services()).hasSize(4);
    }
}
