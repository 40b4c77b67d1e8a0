package dev.astra.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemsTest {
    @TempDir
    Path folder;

    /// The keys of one native service, and what is wrong with them.
    static Stream<Arguments> services() {
        return Stream.of(Arguments.of("comand: a", "unknown key comand in the service web (did you mean command?)"),
                Arguments.of("tty: true", "the service web has no command"),
                Arguments.of("command: []", "the service web has no command"),
                Arguments.of("command: ['']", "the service web has no command"),
                Arguments.of("command: {a: b}", "command must be a list or a line, not a mapping"),
                Arguments.of("command: a 'b", "command: a ' that is not closed"),
                Arguments.of("command: a && b", "command is run without a shell"),
                Arguments.of("command: [a], shell: true", "shell: true hands a line to the shell"),
                Arguments.of("command: a, tty: yes", "tty must be true or false, not \"yes\""),
                Arguments.of("command: a, networks: [x]",
                        "networks makes no sense for the native service web: a process is on this machine's network"),
                Arguments.of("command: a, cap_add: [X]", "cap_add makes no sense for the native service web"),
                Arguments.of("command: a, volumes: [./x:/y]", "name them by their paths"),
                Arguments.of("command: a, scale: 2", "scale makes no sense"),
                Arguments.of("command: a, deploy: {replicas: 2}", "deploy.replicas makes no sense"),
                Arguments.of("command: a, restart: on-falure",
                        "restart must be \"no\", always, unless-stopped, on-failure or on-failure:5, not on-falure "
                                + "(did you mean on-failure?)"),
                Arguments.of("command: a, restart: always:3", "restart must be"),
                Arguments.of("command: a, stop_signal: SIGFOO", "there is no signal SIGFOO"),
                Arguments.of("command: a, stop_grace_period: 10",
                        "stop_grace_period must be a duration such as 30s, 1m30s or 50ms, not 10"),
                Arguments.of("command: a, replace: readyfirst", "(did you mean ready-first?)"),
                Arguments.of("command: a, build: {command: x, context: .}", "web can't be both"),
                Arguments.of("command: a, build: {sources: x}", "build without a command"),
                Arguments.of("command: a, group: a b", "\"a b\" is no name for a group"),
                Arguments.of("command: a, environment: [{A: b}]", "environment must list single values"),
                Arguments.of("command: a, environment: {A: [b]}", "the variable A must be a single value, not a list"),
                Arguments.of("command: a, environment: 'A=b'", "environment must be a mapping or a list"),
                Arguments.of("command: a, environment: {A: '$B', B: '$A'}",
                        "variables that need each other: A → B → A"),
                Arguments.of("command: a, env_file: [no.env]", "there is no file"),
                Arguments.of("command: a, env_file: {path: x, required: false, formt: raw}", "(did you mean format?)"),
                Arguments.of("command: a, post_start: [x]", "post_start lists commands, not \"x\""),
                Arguments.of("command: a, pre_stop: [{command: x, user: root}]", "user makes no sense"),
                Arguments.of("command: a, ports: ['80:81']", "a process listens on one port: nothing maps 80 to 81"),
                Arguments.of("command: a, ports: [70000]", "70000 is no port"),
                Arguments.of("command: a, ports: ['x']", "\"x\" is no port"),
                Arguments.of("command: a, ports: [1-3/sctp]", "is no port"),
                Arguments.of("command: a, depends_on: web", "depends_on must be a list or a mapping"),
                Arguments.of("command: a, depends_on: [web]", "web depends on itself"),
                Arguments.of("command: a, depends_on: [wib]", "and there is no such service (did you mean web?)"),
                Arguments.of("command: a, depends_on: {db: {condition: healthy}}", "there is no condition healthy"),
                Arguments.of("command: a, depends_on: {db: {condition: service_healty}}",
                        "(did you mean service_healthy?)"),
                Arguments.of("command: a, depends_on: {db: {condition: service_healthy}}",
                        "db has no healthcheck, so it is never healthy"),
                Arguments.of("command: a, depends_on: {db: started}", "what db must be goes into a mapping"),
                Arguments.of("command: a, healthcheck: {http: 8080}", "\"8080\" is no URL to ask"),
                Arguments.of("command: a, healthcheck: {http: 'http://127.0.0.1:$${PORT}/x'}", "is no URL to ask"),
                Arguments.of("command: a, healthcheck: {http: 'ftp://x/y'}", "is no URL to ask"),
                Arguments.of("command: a, healthcheck: {http: 'http://x:/y'}", "is no URL to ask"),
                Arguments.of("command: a, healthcheck: {tcp: web}", "is neither a port nor HOST:PORT"),
                Arguments.of("command: a, healthcheck: {tcp: 0}", "is neither a port nor HOST:PORT"),
                Arguments.of("command: a, healthcheck: {log: '(x'}", "\"(x\" is no regular expression: Unclosed group"),
                Arguments.of("command: a, healthcheck: {log: 'x$'}", "(write $$ for a dollar sign)"),
                Arguments.of("command: a, healthcheck: {tcp: 1, log: x}", "asks in one way, not by tcp and log"),
                Arguments.of("command: a, healthcheck: {interval: 1s}", "does not say what to ask"),
                Arguments.of("command: a, healthcheck: {test: [a]}", "starts with CMD, CMD-SHELL or NONE"),
                Arguments.of("command: a, healthcheck: {tcp: 1, interval: 5}", "interval must be a duration"),
                Arguments.of("command: a, healthcheck: {tcp: 1, interval: 0s}", "interval must be longer than 0"),
                Arguments.of("command: a, healthcheck: {tcp: 1, retries: 0}",
                        "retries must be a whole number from 1 on"),
                Arguments.of("command: a, healthcheck: {tcp: 1, intervall: 5s}", "(did you mean interval?)"),
                Arguments.of("command: a, labels: x", "labels must be a mapping or a list"),
                Arguments.of("command: a, env_from_shell: 1", "env_from_shell must be true or false, not 1"),
                Arguments.of("command: '${X:?say x}'", "the variable X must be set: say x"),
                Arguments.of("command: '${db.port}'", "db publishes no port (write ports: [PORT] in db)"),
                Arguments.of("command: '${bd.port}'", "${bd.port}: there is no service bd (did you mean db?)"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void ofOneService(String keys, String problem) {
        StackFixture stack = new StackFixture(folder)
                .astra("services:\n  db: { command: db }\n  web: { " + keys + " }\n");
        assertThat(stack.problems()).hasSizeBetween(1, 2)
                .first()
                .asString()
                .startsWith("astra.yaml:3:")
                .contains(problem);
    }

    static Stream<Arguments> files() {
        return Stream.of(Arguments.of("servces: {}", "astra.yaml:1:1: unknown key servces (did you mean services?)"),
                Arguments.of("engine: dokcer\nservices: {a: {command: a}}",
                        "astra.yaml:1:9: engine must be auto, docker or embedded, not dokcer (did you mean docker?)"),
                Arguments.of("name: A B\nservices: {a: {command: a}}",
                        "astra.yaml:1:7: \"A B\" is no name for a project"),
                Arguments.of("logs: {service: 2GB, total: 1GB}\nservices: {a: {command: a}}",
                        "astra.yaml:1:29: the total of logs must not be below"),
                Arguments.of("logs: {service: many}\nservices: {a: {command: a}}",
                        "service must be a size such as 64MB or 1GB, not \"many\""),
                Arguments.of("include: [no.yml]\nservices: {a: {command: a}}", "there is no file"),
                Arguments.of("services: {a: {command: a, extends: b}}",
                        "extends b, and there is no such service in"),
                Arguments.of("services: {a: {extends: b}, b: {extends: a}}",
                        "services extend each other: astra.yaml: a → astra.yaml: b → astra.yaml: a"),
                Arguments.of("services: {a: {command: a, depends_on: [b]}, b: {command: b, depends_on: [a]}}",
                        "services wait for each other: a → b → a"),
                Arguments.of("services: {a: {command: a, ports: [80]}, b: {image: b, ports: ['127.0.0.1:80:8080']}}",
                        "b and a both want the port 80"),
                Arguments.of("services: {a: {image: a, watch: x}}",
                        "watch is for native services, and a is a container"),
                Arguments.of("services: {a: {image: a, healthcheck: {tcp: 1}}}", "tcp is for native services"),
                Arguments.of("services: {a: {image: a, networks: [x]}}",
                        "a is on the network x, which the file does not have (networks: { x: {} } at the top"),
                Arguments.of("services: {a: {image: a, volumes: ['x:/y']}}", "a uses the volume x"),
                Arguments.of("services: {a: {image: a, volumes: ['x:y']}}", "is no volume"),
                Arguments.of("services: {a: {image: a, secrets: [x]}}", "there is no x under the file's secrets"),
                Arguments.of("services: {a: {image: a, container_name: c}, b: {image: b, container_name: c}}",
                        "b and a have the same container_name c"),
                Arguments.of("services: {a: {image: a, network_mode: host, networks: [default]}}",
                        "network_mode and networks exclude each other"),
                Arguments.of("services: {a: {command: a, profiles: [p]}, b: {command: b, depends_on: [a]}}",
                        "b depends on a, which takes part only with the profile p (--profile p, or required: false)"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void ofAWholeFile(String text, String problem) {
        assertThat(new StackFixture(folder).astra(text).problems())
                .anySatisfy(each -> assertThat(each).contains(problem));
    }

    @Test
    void allAreToldAtOnceInOrder() {
        StackFixture stack = new StackFixture(folder).file("other.yml", "services: {z: {image: z, prots: []}}")
                .astra("""
                        include: [other.yml]
                        services:
                          a: { comand: a }
                          b: { command: b, restart: maybe, depends_on: [c] }
                        x-y: ignored
                        engin: auto
                        """);
        assertThat(stack.problems()).extracting(each -> each.substring(0, each.indexOf(": ")))
                .containsExactly("astra.yaml:3:8", "astra.yaml:4:29", "astra.yaml:4:49",
                        "astra.yaml:6:1", "other.yml:1:26");
    }

    @Test
    void anAnchorsProblemIsToldOnce() {
        StackFixture stack = new StackFixture(folder).astra("""
                x-common: &common
                  command: a
                  restart: maybe
                services:
                  a: *common
                  b: { <<: *common }
                  c: { <<: *common, tty: true }
                """);
        assertThat(stack.problems()).singleElement().asString().startsWith("astra.yaml:3:12: restart must be");
    }
}
