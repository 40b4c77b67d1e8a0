package dev.astra.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.model.ContainerOptions;
import dev.astra.model.ContainerService;
import dev.astra.model.FileMount;
import dev.astra.model.FileMount.Content;
import dev.astra.model.Hook;
import dev.astra.model.Limits.Cpu;
import dev.astra.model.Limits.Ulimit;
import dev.astra.model.Mount;
import dev.astra.model.NetworkOptions.Attachment;
import dev.astra.model.Port;
import dev.astra.model.Port.Protocol;
import dev.astra.model.Probe;
import dev.astra.model.PullPolicy;
import dev.astra.model.Signal;
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

class ContainerServiceTest {
    static final String EVERYTHING = """
            name: shop
            services:
              db:
                image: postgres:17
                platform: linux/amd64
                pull_policy: every_12h
                container_name: the-db
                entrypoint: /entry "a b"
                command: ["x", 5]
                user: "1000:1000"
                working_dir: /work
                post_start: [{ command: [seed], user: root, privileged: true, working_dir: /w, environment: { X: "1" } }]
                environment: { A: "1", PASSWORD: hunter2 }
                ports: ["127.0.0.1:5433:5432", { target: 80, published: 8080, protocol: udp, mode: host }, "9000"]
                expose: ["5432"]
                volumes:
                  - data:/data:ro
                  - { type: bind, source: ./conf, target: /conf/, read_only: true }
                  - { type: tmpfs, target: /t, tmpfs: { size: 1m } }
                  - /anonymous
                tmpfs: "/run:size=64k"
                networks: { front: { aliases: [a, b], ipv4_address: 10.1.0.5, priority: 5 }, default: }
                extra_hosts: ["h:10.0.0.1", "host.docker.internal=host-gateway"]
                dns: 1.1.1.1
                dns_search: [x.y]
                hostname: h
                restart: unless-stopped
                stop_signal: SIGINT
                stop_grace_period: 1m
                healthcheck: { test: pg_isready, interval: 5s, timeout: 3s, retries: 5, start_period: 10s }
                mem_limit: 512m
                shm_size: 128mb
                cpus: "0.5"
                pids_limit: 100
                ulimits: { nproc: 65535, nofile: { soft: 1, hard: 2 } }
                cap_add: [NET_ADMIN]
                cap_drop: [ALL]
                security_opt: [no-new-privileges]
                sysctls: [a=1]
                group_add: [5]
                init: true
                read_only: true
                tty: true
                stdin_open: true
                devices: ["/dev/fuse"]
                logging: { driver: json-file, options: { max-size: 10m } }
                labels: ["l=1"]
                secrets: [s, { source: t, target: tt, uid: "5", mode: 0440 }]
                configs: [{ source: c, target: /etc/c }]
                group: stores
            networks: { front: { driver: bridge, internal: true, ipam: { config: [{ subnet: 10.1.0.0/16 }] } } }
            volumes: { data: { external: true } }
            secrets: { s: { file: ./s.txt }, t: { environment: TOKEN } }
            configs: { c: { content: "x=1" } }
            """;

    @TempDir
    Path folder;

    private StackFixture everything() {
        return new StackFixture(folder).file("s.txt", "x").variable("TOKEN", "tok").astra(EVERYTHING);
    }

    @Test
    void everyKey() {
        ContainerService db = everything().container("db");
        assertThat(db.container().image()).isEqualTo("postgres:17");
        assertThat(db.container().entrypoint()).contains(List.of("/entry", "a b"));
        assertThat(db.container().command()).contains(List.of("x", "5"));
        assertThat(db.container().user()).isEqualTo("1000:1000");
        assertThat(db.common().ports()).containsExactly(new Port("127.0.0.1", 5433, 5432, Protocol.TCP),
                new Port("", 8080, 80, Protocol.UDP), new Port("", 0, 9000, Protocol.TCP));
        assertThat(db.container().mounts()).containsExactly(new Mount.Volume("data", "/data", true),
                new Mount.Bind(folder.resolve("conf"), "/conf", true), new Mount.Tmpfs("/t", 1 << 20),
                new Mount.Volume("", "/anonymous", false), new Mount.Tmpfs("/run", 64 << 10));
        assertThat(db.common().healthcheck().orElseThrow().probe())
                .isEqualTo(new Probe.Exec(List.of("/bin/sh", "-c", "pg_isready")));
        assertThat(db.common().stop().signal()).isEqualTo(Signal.INT);
        assertThat(db.hooks().postStart())
                .containsExactly(new Hook(List.of("seed"), "/w", Map.of("X", "1"), "root", true));
    }

    @Test
    void everyOption() {
        ContainerOptions options = everything().container("db").container().options();
        assertThat(options.image().pull()).isEqualTo(new PullPolicy(PullPolicy.Mode.EVERY, Duration.ofHours(12)));
        assertThat(options.image().stopSignal()).contains(Signal.INT);
        assertThat(options.network().attachments()).isEqualTo(Map.of("default", Attachment.PLAIN, "front",
                new Attachment(List.of("a", "b"), "10.1.0.5", "", "", Map.of(), 5)));
        assertThat(options.network().extraHosts()).containsExactly("h:10.0.0.1", "host.docker.internal:host-gateway");
        assertThat(options.network().dns().search()).containsExactly("x.y");
        assertThat(options.limits().memoryBytes()).isEqualTo(512 << 20);
        assertThat(options.limits().shmBytes()).isEqualTo(128 << 20);
        assertThat(options.limits().pids()).isEqualTo(100);
        assertThat(options.limits().cpu()).isEqualTo(new Cpu(0.5, 0, "", 0, 0));
        assertThat(options.limits().ulimits())
                .isEqualTo(Map.of("nproc", new Ulimit(65_535, 65_535), "nofile", new Ulimit(1, 2)));
        assertThat(options.privileges().capDrop()).containsExactly("ALL");
        assertThat(options.privileges().sysctls()).isEqualTo(Map.of("a", "1"));
        assertThat(options.privileges().readOnly()).isTrue();
        assertThat(options.runtime().devices()).containsExactly("/dev/fuse:/dev/fuse:rwm");
        assertThat(options.runtime().init()).isTrue();
        assertThat(options.files()).extracting(FileMount::content)
                .containsExactly(new Content.FromFile(folder.resolve("s.txt")), new Content.Inline("tok"),
                        new Content.Inline("x=1"));
        assertThat(options.files()).extracting(FileMount::target)
                .containsExactly("/run/secrets/s", "/run/secrets/tt", "/etc/c");
        assertThat(options.files().get(1).mode()).hasValue(0440);
    }

    @Test
    void networksAndVolumes() {
        StackFixture stack = everything();
        assertThat(stack.stack().resources().networks()).containsOnlyKeys("front", "default");
        assertThat(stack.network("default").name()).isEqualTo("shop_default");
        assertThat(stack.network("front").addressing().internal()).isTrue();
        assertThat(stack.volume("data").name()).isEqualTo("data");
        assertThat(stack.volume("data").external()).isTrue();
    }

    @Test
    void anImageThatIsBuilt() {
        var stack = new StackFixture(folder).variable("V", "9").astra("""
                name: shop
                services:
                  a: { build: ./dir }
                  b: { image: b, build: { context: ., dockerfile: D, args: { X: 1, V: , W: }, target: t } }
                """);
        assertThat(stack.container("a").container().image()).isEqualTo("shop-a");
        assertThat(stack.container("a").container().options().image().build().orElseThrow().context())
                .isEqualTo(folder.resolve("dir").toString());
        var build = stack.container("b").container().options().image().build().orElseThrow();
        assertThat(build.arguments()).isEqualTo(Map.of("X", "1", "V", "9"));
        assertThat(build.dockerfile()).isEqualTo("D");
    }

    @Test
    void theImagesOwnTest() {
        var stack = new StackFixture(folder).astra("""
                services:
                  a: { image: x, healthcheck: { interval: 5s } }
                  b: { image: x, healthcheck: { disable: true } }
                """);
        assertThat(stack.container("a").common().healthcheck().orElseThrow().probe())
                .isEqualTo(new Probe.Exec(List.of()));
        assertThat(stack.container("b").common().healthcheck()).isEmpty();
        assertThat(stack.container("b").container().options().image().healthcheckDisabled()).isTrue();
    }

    static Stream<Arguments> warned() {
        return Stream.of(Arguments.of("scale: 2", "scale of a is not honoured: one container is started"),
                Arguments.of("deploy: { replicas: 3 }", "deploy.replicas of a is not honoured: one container"),
                Arguments.of("gpus: all", "gpus of a is not honoured"),
                Arguments.of("build: { context: ., ssh: [default] }", "build.ssh of a is not honoured"),
                Arguments.of("volumes: ['./x:/x:z']", "the option z of the volume /x is not honoured"),
                Arguments.of("ports: ['8000-8002:80']", "the engine is left to choose any port"));
    }

    @ParameterizedTest
    @MethodSource("warned")
    void whatIsNotHonouredIsWarnedOf(String keys, String warning) {
        var stack = new StackFixture(folder).astra("version: '3'\nservices:\n  a: { image: x, " + keys + " }\n");
        assertThat(stack.warnings()).hasSize(2);
        assertThat(stack.warnings().getFirst()).startsWith("astra.yaml:1:1: version has no meaning any more");
        assertThat(stack.warnings().getLast()).startsWith("astra.yaml:3:").contains(warning);
    }

    static Stream<Arguments> ports() {
        return Stream.of(Arguments.of("80", List.of(":0:80/TCP")), Arguments.of("8080:80", List.of(":8080:80/TCP")),
                Arguments.of("3000-3001:80-81", List.of(":3000:80/TCP", ":3001:81/TCP")),
                Arguments.of("80-81", List.of(":0:80/TCP", ":0:81/TCP")),
                Arguments.of("53:53/udp", List.of(":53:53/UDP")),
                Arguments.of("127.0.0.1::80", List.of("127.0.0.1:0:80/TCP")),
                Arguments.of("[::1]:8080:80", List.of("::1:8080:80/TCP")));
    }

    @ParameterizedTest
    @MethodSource("ports")
    void shortPorts(String port, List<String> expected) {
        var stack = new StackFixture(folder).astra("services: { a: { image: x, ports: ['" + port + "'] } }");
        assertThat(stack.container("a").common().ports())
                .extracting(each -> each.host() + ":" + each.published() + ":" + each.target() + "/" + each.protocol())
                .isEqualTo(expected);
    }

    @Test
    void sharedNamespacesAreDependencies() {
        var stack = new StackFixture(folder).astra("""
                services:
                  a: { image: x, network_mode: "service:b", links: ["c"] }
                  b: { image: x }
                  c: { image: x }
                """);
        assertThat(stack.container("a").common().dependsOn()).extracting(each -> each.service())
                .containsExactly("c", "b");
    }
}
