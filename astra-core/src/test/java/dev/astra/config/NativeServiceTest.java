package dev.astra.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.model.Dependency;
import dev.astra.model.Dependency.Condition;
import dev.astra.model.EngineChoice;
import dev.astra.model.Healthcheck;
import dev.astra.model.Hook;
import dev.astra.model.NativeService;
import dev.astra.model.Port;
import dev.astra.model.Probe;
import dev.astra.model.Replacement.Order;
import dev.astra.model.RestartPolicy;
import dev.astra.model.RestartPolicy.Mode;
import dev.astra.model.Signal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NativeServiceTest {
    @TempDir
    Path folder;

    private NativeService web(String keys) {
        return new StackFixture(folder).astra("services:\n  web: { " + keys + " }\n").process("web");
    }

    @Test
    void everyKey() {
        NativeService web = new StackFixture(folder).variable("HOME", "/home/me")
                .file("conf/web.env", "FROM_FILE=1\nBOTH=file\n")
                .astra("""
                        name: shop
                        engine: embedded
                        logs: { service: 8MB, total: 64MB }
                        services:
                          db: { command: db, healthcheck: { tcp: 5432 } }
                          web:
                            entrypoint: [java]
                            command: -jar "my app.jar" 5
                            working_dir: ./sub
                            environment: { A: 1.0, B: yes, BOTH: own, C: "x${A}", NONE: , HOME: }
                            env_file: conf/web.env
                            depends_on: { db: { condition: service_healthy, required: false, restart: true } }
                            healthcheck: { http: "http://127.0.0.1:8080/healthz" }
                            restart: on-failure:3
                            deploy: { restart_policy: { delay: 2s, window: 1m } }
                            stop_signal: int
                            stop_grace_period: 1m30s
                            post_start: [{ command: echo hi, environment: [X=1] }]
                            pre_stop: [{ command: [a, b], working_dir: x }]
                            ports: [8080, "127.0.0.1:9090"]
                            tty: true
                            labels: { a: b }
                            group: shop
                            profiles: []
                            watch: [target/*.jar, ~/lib]
                            build: { command: mvn -q package, sources: [src, pom.xml] }
                            env_from_shell: false
                            replace: ready-first
                            rollback: true
                            x-note: ignored
                        """)
                .process("web");
        assertThat(web.process().command()).containsExactly("java", "-jar", "my app.jar", "5");
        assertThat(web.process().workingDirectory()).isEqualTo(folder.resolve("sub"));
        assertThat(web.process().environment()).isEqualTo(Map.of("A", "1.0", "B", "yes", "BOTH", "own", "C", "x1.0",
                "FROM_FILE", "1", "HOME", "/home/me"));
        assertThat(web.process().inheritEnvironment()).isFalse();
        assertThat(web.process().tty()).isTrue();
        assertThat(web.common().dependsOn())
                .containsExactly(new Dependency("db", Condition.SERVICE_HEALTHY, false, true));
        assertThat(web.common().restart()).isEqualTo(new RestartPolicy(Mode.ON_FAILURE, 3, Duration.ofSeconds(2),
                Duration.ofSeconds(2), Duration.ofMinutes(1)));
        assertThat(web.common().stop().signal()).isEqualTo(Signal.INT);
        assertThat(web.common().stop().grace()).isEqualTo(Duration.ofSeconds(90));
        assertThat(web.hooks().postStart())
                .containsExactly(new Hook(List.of("echo", "hi"), "", Map.of("X", "1"), "", false));
        assertThat(web.hooks().preStop())
                .containsExactly(new Hook(List.of("a", "b"), folder.resolve("x").toString(), Map.of(), "", false));
        assertThat(web.common().ports()).containsExactly(new Port("", 8080, 8080, Port.Protocol.TCP),
                new Port("127.0.0.1", 9090, 9090, Port.Protocol.TCP));
        assertThat(web.common().labels()).isEqualTo(Map.of("a", "b"));
        assertThat(web.common().group()).isEqualTo("shop");
        assertThat(web.watch().patterns()).containsExactly(folder + "/target/*.jar", "/home/me/lib");
        assertThat(web.build()).hasValueSatisfying(build -> {
            assertThat(build.command()).containsExactly("mvn", "-q", "package");
            assertThat(build.workingDirectory()).isEqualTo(folder);
            assertThat(build.sources()).containsExactly(folder + "/src", folder + "/pom.xml");
        });
        assertThat(web.replacement().order()).isEqualTo(Order.READY_FIRST);
        assertThat(web.replacement().rollback()).isTrue();
        assertThat(web.common().place().line()).isEqualTo(6);
    }

    @Test
    void theFilesOwnKeys() {
        var stack = new StackFixture(folder).astra("""
                name: shop
                engine: embedded
                logs: { service: 8MB, total: 64MB }
                services: { web: { command: a } }
                """).stack();
        assertThat(stack.name()).isEqualTo("shop");
        assertThat(stack.engine()).isEqualTo(EngineChoice.EMBEDDED);
        assertThat(stack.logs().serviceBytes()).isEqualTo(8 << 20);
        assertThat(stack.folder()).isEqualTo(folder);
        assertThat(stack.files()).containsExactly(folder.resolve("astra.yaml"));
    }

    @Test
    void theEngineOfTheShellWins() {
        var stack = new StackFixture(folder).variable("ASTRA_ENGINE", "docker")
                .astra("engine: embedded\nservices: { web: { command: a } }");
        assertThat(stack.stack().engine()).isEqualTo(EngineChoice.DOCKER);
    }

    static Stream<Arguments> commands() {
        return Stream.of(Arguments.of("command: sleep 7", List.of("sleep", "7")),
                Arguments.of("command: [sleep, 7]", List.of("sleep", "7")),
                Arguments.of("command: [a, 1.50, true, 0x1F]", List.of("a", "1.50", "true", "0x1F")),
                Arguments.of("command: 'a \"b c\"'", List.of("a", "b c")),
                Arguments.of("shell: true, command: 'a && $$B'", List.of("sh", "-c", "a && $B")),
                Arguments.of("entrypoint: [e], command: c", List.of("e", "c")),
                Arguments.of("entrypoint: e f", List.of("e", "f")),
                Arguments.of("environment: {P: 5}, command: 'a ${P} $P ${Q:-q}'", List.of("a", "5", "5", "q")),
                Arguments.of("environment: [P=5], command: 'a ${P}'", List.of("a", "5")));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void command(String keys, List<String> words) {
        assertThat(web(keys).process().command()).isEqualTo(words);
    }

    static Stream<Arguments> checks() {
        return Stream.of(
                Arguments.of("tcp: 7105, interval: 1s, start_period: 30s, start_interval: 10ms",
                        new Healthcheck(new Probe.Tcp("127.0.0.1", 7105), Duration.ofSeconds(1), Duration.ofSeconds(5),
                                3, Duration.ofSeconds(30), Duration.ofMillis(10))),
                Arguments.of("http: 'http://localhost:80/x'",
                        new Healthcheck(new Probe.Http(URI.create("http://localhost:80/x")), Duration.ofSeconds(1),
                                Duration.ofSeconds(5), 3, Duration.ofSeconds(30), Duration.ofMillis(50))),
                Arguments.of("log: 'ready in \\d+', retries: 9, timeout: 2s",
                        new Healthcheck(new Probe.Log("ready in \\d+"), Duration.ofSeconds(1), Duration.ofSeconds(2),
                                9, Duration.ofSeconds(30), Duration.ofMillis(50))),
                Arguments.of("tcp: '[::1]:80', start_period: 0s",
                        new Healthcheck(new Probe.Tcp("::1", 80), Duration.ofSeconds(1), Duration.ofSeconds(5), 3,
                                Duration.ZERO, Duration.ofMillis(50))),
                Arguments.of("test: 'curl x || exit 1'",
                        new Healthcheck(new Probe.Exec(List.of("/bin/sh", "-c", "curl x || exit 1")),
                                Duration.ofSeconds(30), Duration.ofSeconds(30), 3, Duration.ZERO,
                                Duration.ofSeconds(5))),
                Arguments.of("test: [CMD, a, b]",
                        new Healthcheck(new Probe.Exec(List.of("a", "b")), Duration.ofSeconds(30),
                                Duration.ofSeconds(30), 3, Duration.ZERO, Duration.ofSeconds(5))));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void healthcheck(String keys, Healthcheck expected) {
        assertThat(web("command: a, healthcheck: { " + keys + " }").common().healthcheck()).contains(expected);
    }

    @Test
    void healthcheckThatIsOff() {
        assertThat(web("command: a, healthcheck: { disable: true, tcp: 1 }").common().healthcheck()).isEmpty();
        assertThat(web("command: a, healthcheck: { test: [NONE] }").common().healthcheck()).isEmpty();
        assertThat(web("command: a, healthcheck: { disable: true }").common().healthcheck()).isEmpty();
    }

    static Stream<Arguments> restarts() {
        return Stream.of(Arguments.of("tty: false", Mode.NO, 0), Arguments.of("restart: no", Mode.NO, 0),
                Arguments.of("restart: \"no\"", Mode.NO, 0), Arguments.of("restart: false", Mode.NO, 0),
                Arguments.of("restart: always", Mode.ALWAYS, 0),
                Arguments.of("restart: unless-stopped", Mode.UNLESS_STOPPED, 0),
                Arguments.of("restart: on-failure", Mode.ON_FAILURE, 0),
                Arguments.of("restart: on-failure:5", Mode.ON_FAILURE, 5),
                Arguments.of("deploy: { restart_policy: {} }", Mode.ALWAYS, 0),
                Arguments.of("deploy: { restart_policy: { condition: none } }", Mode.NO, 0),
                Arguments.of("deploy: { restart_policy: { condition: on-failure, max_attempts: 2 } }",
                        Mode.ON_FAILURE, 2));
    }

    @ParameterizedTest
    @MethodSource("restarts")
    void restart(String keys, Mode mode, int attempts) {
        assertThat(web("command: a, " + keys).common().restart()).isEqualTo(RestartPolicy.of(mode, attempts));
    }
}
