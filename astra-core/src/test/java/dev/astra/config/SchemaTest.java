package dev.astra.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.config.service.KeysForTests;
import dev.astra.config.tree.Mapping;
import dev.astra.config.tree.Problems;
import dev.astra.config.tree.Source;
import dev.astra.config.tree.Tree;
import dev.astra.config.tree.UnreadableException;
import dev.astra.config.tree.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds docs/astra.schema.json and the reader together: what one accepts the other accepts, as far as a schema can say.
class SchemaTest {
    @TempDir
    Path folder;

    private static Path schemaFile() {
        Path here = Path.of("").toAbsolutePath();
        Path file = here.resolve("docs/astra.schema.json");
        return Files.exists(file) ? file : here.resolveSibling("docs").resolve("astra.schema.json");
    }

    private static SchemaJudge judge() throws IOException, UnreadableException {
        return new SchemaJudge((Mapping) parse(Files.readString(schemaFile())));
    }

    private static Tree parse(String text) throws UnreadableException {
        Path file = Path.of("/text");
        return YamlFile.parse(text, new Source(file, file, Map.of()), new Problems()).getFirst();
    }

    static Stream<String> good() {
        Stream<String> services = Stream.of("command: a", "command: [a, 1, true]", "entrypoint: [a]", "image: x",
                "build: .", "build: {context: .}", "extends: other", "extends: {service: other, file: o.yml}",
                "command: a, build: {command: b, sources: s}", "command: a, tty: 'true'", "command: a, restart: no",
                "command: a, restart: on-failure:3", "command: a, healthcheck: {tcp: 1}",
                "command: a, healthcheck: {disable: true}", "command: a, healthcheck: {http: 'http://x:1/'}",
                "command: a, healthcheck: {log: x, interval: 1m30s, retries: 2}",
                "image: x, healthcheck: {interval: 1s}",
                "command: a, depends_on: [other]", "command: a, depends_on: {other: {required: false}}",
                "command: a, depends_on: {other: }", "command: a, ports: [80]", "command: a, ports: 80",
                "image: x, ports: ['1:2', {target: 3}]", "command: a, environment: [A=1, B]",
                "command: a, environment: {A: 1, B: , C: 1.5}", "command: a, env_file: {path: x, required: false}",
                "command: a, watch: {files: [a, b], reflection: c.*, lines: true}", "command: a, x-more: [1]",
                "command: a, labels: [a=b]", "command: a, group: g, watch: [a, b]",
                "command: a, replace: ready-first, rollback: true", "command: a, stop_grace_period: 0",
                "command: a, deploy: {restart_policy: {delay: 1s}}", "image: x, deploy: {replicas: 1}",
                "image: x, volumes: ['/x', {type: tmpfs, target: /t}]", "image: x, tmpfs: /x",
                "image: x, networks: [default]",
                "image: x, networks: {default: {aliases: a}}", "image: x, ulimits: {a: 1, b: {soft: 1, hard: 2}}",
                "image: x, mem_limit: 5m, cpus: 0.5, shm_size: 100", "image: x, extra_hosts: {a: 1.2.3.4}",
                "image: x, pull_policy: every_12h", "command: a, tty: '${T:-true}'", "image: x, scale: 2",
                "image: x, stop_signal: TERM", "command: a, post_start: [{command: a}]", "command: a, group: 5",
                "image: x, command: , entrypoint: []");
        Stream<String> files = Stream.of("engine: docker\nservices: {a: {command: a}}", ContainerServiceTest.EVERYTHING,
                "logs: {service: 1MB}\nservices: {a: {command: a}}", "version: '3'\nservices: {a: {command: a}}",
                "x-a: 1\nservices: {a: {command: a}, x-b: 5}",
                "networks: {n: , m: {external: true}}\nservices: {a: {image: a}}");
        return Stream.concat(files, services.map(keys -> "services:\n  other: {command: o}\n  a: {" + keys + "}\n"));
    }

    static Stream<String> bad() {
        Stream<String> services = Stream.of("comand: a", "", "tty: true", "command: []", "command: {}",
                "command: a, tty: yes", "command: a, tty: 1", "command: a, networks: [default]", "command: a, user: x",
                "command: a, restart: maybe", "command: a, restart: true", "command: a, stop_grace_period: 10",
                "command: a, replace: other", "command: a, build: {command: x, context: .}",
                "command: a, build: {sources: x}",
                "command: a, group: a b", "command: a, environment: {A: [b]}", "command: a, environment: x",
                "command: a, depends_on: other", "command: a, depends_on: {other: {condition: healthy}}",
                "command: a, depends_on: {other: started}", "command: a, healthcheck: {http: 'ftp://x'}",
                "command: a, healthcheck: {tcp: 1, log: x}", "command: a, healthcheck: {tcp: 1, intervall: 5s}",
                "command: a, healthcheck: {tcp: 1, interval: 5}", "command: a, healthcheck: {tcp: 1, retries: 0}",
                "command: a, labels: x: y", "command: a, ports: [70000]", "command: a, ports: [{published: 1}]",
                "image: x, watch: y", "command: a, watch: {file: y}", "command: a, watch: {reflection: [a b]}",
                "image: x, healthcheck: {tcp: 1}", "image: x, shell: true",
                "command: a, deploy: {replicas: 1}", "image: x, volumes: [{target: /x}]", "image: x, volumes: /x",
                "image: x, ulimits: {a: {soft: 1}}", "image: x, mem_limit: many", "image: x, pull_policy: sometimes",
                "image: x, networks: default", "command: a, env_file: {path: x, requird: true}",
                "image: x, logging: {drivr: x}", "image: x, build: {contxt: .}", "command: a, post_start: [x]",
                "command: a, extends: {file: x}", "image: x, build: {context: ., working_dir: x}",
                "command: a, scale: 2", "image: [x]", "command: a, profiles: {a: b}");
        Stream<String> files = Stream.of("services: []", "servces: {}", "engine: other\nservices: {a: {command: a}}",
                "name: A\nservices: {a: {command: a}}", "services: {'a b': {command: a}}", "services: {a: 5}",
                "logs: {servce: 1MB}\nservices: {a: {command: a}}", "logs: {service: x}\nservices: {a: {command: a}}",
                "networks: {n: {drivr: x}}\nservices: {a: {image: a}}", "services: {a: }", "{}");
        return Stream.concat(files, services.map(keys -> "services:\n  other: {command: o}\n  a: {" + keys + "}\n"));
    }

    @ParameterizedTest
    @MethodSource("good")
    void bothAccept(String text) throws IOException, UnreadableException {
        StackFixture stack = new StackFixture(folder).variable("TOKEN", "t")
                .file("s.txt", "")
                .file("x", "A=1")
                .file("o.yml", "services: { other: { command: o } }")
                .astra(text);
        assertThat(stack.problems()).isEmpty();
        assertThat(judge().accepts(parse(text))).as("the schema accepts it").isTrue();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void bothRefuse(String text) throws IOException, UnreadableException {
        StackFixture stack = new StackFixture(folder).file("x", "A=1").astra(text);
        assertThat(stack.problems()).isNotEmpty();
        if (!text.contains("x: y")) {
            assertThat(judge().accepts(parse(text))).as("the schema accepts it").isFalse();
        }
    }

    @Test
    void theKeysAreTheSame() throws IOException, UnreadableException {
        SchemaJudge judge = judge();
        for (Map.Entry<String, Set<String>> each : KeysForTests.byDefinition().entrySet()) {
            assertThat(judge.keys(each.getKey())).as(each.getKey())
                    .containsExactlyInAnyOrderElementsOf(each.getValue());
        }
        assertThat(List.copyOf(KeysForTests.byDefinition().keySet())).hasSizeGreaterThan(10);
    }
}
