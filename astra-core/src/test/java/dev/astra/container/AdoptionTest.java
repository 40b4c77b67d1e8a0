package dev.astra.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.Volume;
import dev.astra.launch.Running;
import dev.astra.log.StandardStream;
import dev.astra.model.ContainerService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Containers as Compose makes them: what is sent to the engine here is what Compose 2 sends.
@Timeout(180)
class AdoptionTest {
    private static final List<String> COMMAND = List.of("sh", "-c",
            "cat /named/word /anonymous/word; echo one | tee /named/word /anonymous/word; echo up; sleep 600");
    private static final String SERVICE = """
            web:
              image: astra-test/shell:1
              command: [sh, -c, 'cat /named/word /anonymous/word; echo one | tee /named/word /anonymous/word; echo up; sleep 600']
              environment: { WORD: hello, EMPTY: "" }
              labels: { shop.part: front }
              user: "0"
              working_dir: /tmp
              restart: unless-stopped
              ports: ['127.0.0.1::8080']
              volumes: ['named:/named', '/anonymous']
              tmpfs: /scratch
              mem_limit: 64m
              cap_add: [NET_ADMIN]
              ulimits: { nofile: 1000 }
              healthcheck: { test: 'true', interval: 10s }
            """;

    @TempDir
    Path folder;

    @Test
    void keepsWhatComposeMadeJustSo() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, SERVICE)) {
            surroundings(bench);
            String made = compose(bench, _ -> {});
            Running web = bench.start("web");
            assertThat(web.container()).contains(made);
            bench.awaitLine("web", "up");
            assertThat(
                    bench.direct.calls().inspectContainerCmd(made).exec().getHostConfig().getRestartPolicy().getName())
                    .isEqualTo("no");
            bench.crash();
            assertThat(bench.start("web").container()).contains(made);
        }
    }

    @Test
    void removesTheReplicasThatItDoesNotRun() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, SERVICE)) {
            surroundings(bench);
            String first = compose(bench, _ -> {});
            String second = compose(bench, it -> it.withName(bench.project + "-web-2"));
            String elsewhere = compose(bench, it -> Objects.requireNonNull(it.withName(bench.project + "-web-3")
                    .getLabels()).put(Labels.FOLDER, "/elsewhere"));
            bench.direct.calls().startContainerCmd(second).exec();
            Containers containers = new Containers(bench.direct, bench.stack());
            try {
                assertThat(bench.start("web").container()).contains(first);
                assertThat(containers.inspect(second)).isEmpty();
                assertThat(containers.inspect(elsewhere)).isPresent();
            } finally {
                containers.discard(elsewhere);
            }
        }
    }

    @Test
    void tellsWhichPortTheEngineHasChosen() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, SERVICE)) {
            Running web = bench.start("web");
            assertThat(web.ports()).singleElement().satisfies(port -> {
                assertThat(port.host()).isEqualTo("127.0.0.1");
                assertThat(port.target()).isEqualTo(8080);
                assertThat(port.published()).isPositive();
            });
        }
    }

    private static final Map<String, Consumer<CreateContainerCmd>> CHANGES = Map.ofEntries(
            Map.entry("environment", it -> it.withEnv("WORD=other", "EMPTY=")),
            Map.entry("one more variable", it -> it.withEnv("WORD=hello", "EMPTY=", "MORE=1")),
            Map.entry("command", it -> it.withCmd("sleep", "600")),
            Map.entry("entrypoint", it -> it.withEntrypoint("env")),
            Map.entry("user", it -> it.withUser("1")),
            Map.entry("folder", it -> it.withWorkingDir("/")),
            Map.entry("label", it -> Objects.requireNonNull(it.getLabels()).put("shop.part", "back")),
            Map.entry("health", it -> it.withHealthcheck(new HealthCheck().withTest(List.of("CMD", "false")))),
            Map.entry("port", it -> host(it).withPortBindings(
                    new Ports(ExposedPort.tcp(8080), Ports.Binding.bindIp("127.0.0.2")))),
            Map.entry("memory", it -> host(it).withMemory(32L << 20)),
            Map.entry("capability", it -> host(it).withCapAdd()),
            Map.entry("file system", it -> host(it).withReadonlyRootfs(true)),
            Map.entry("hosts", it -> host(it).withExtraHosts("a:127.0.0.1")),
            Map.entry("alias", it -> it.withAliases("another")),
            Map.entry("tmpfs", it -> host(it).withTmpFs(Map.of())),
            Map.entry("mount", it -> host(it).withBinds(new Bind("/tmp", new Volume("/named")))));

    @Test
    void tellsWhatIsAnother() throws Exception {
        SoftAssertions all = new SoftAssertions();
        try (ContainerBench bench = new ContainerBench(folder, SERVICE)) {
            ContainerService service = (ContainerService) bench.stack().service("web");
            Containers containers = new Containers(bench.direct, bench.stack());
            Networks networks = new Networks(bench.direct);
            Creation creation = new Creation(bench.direct, bench.stack(), service, new Creation.Surroundings(networks,
                    new Volumes(bench.direct), new InlineFiles(folder), containers, false));
            Adoption adoption = new Adoption(bench.direct, networks, bench.stack(), service, creation);
            surroundings(bench);
            for (Map.Entry<String, Consumer<CreateContainerCmd>> change : CHANGES.entrySet()) {
                String made = compose(bench, change.getValue());
                InspectContainerResponse present = containers.inspect(made).orElseThrow();
                all.assertThat(adoption.refusal(present, present.getImageId())).as(change.getKey()).isPresent();
                bench.direct.calls().removeContainerCmd(made).withRemoveVolumes(true).exec();
            }
        }
        all.assertAll();
    }

    @Test
    void makesWhatComposeMadeOtherwiseAnewWithItsVolumes() throws Exception {
        try (ContainerBench bench = new ContainerBench(folder, SERVICE)) {
            surroundings(bench);
            String made = compose(bench, it -> it.withEnv("WORD=other", "EMPTY="));
            bench.direct.calls().startContainerCmd(made).exec();
            bench.direct.calls()
                    .logContainerCmd(made)
                    .withStdOut(true)
                    .withFollowStream(true)
                    .exec(new ResultCallback.Adapter<Frame>() {
                        @Override
                        public void onNext(Frame frame) {
                            if (new String(frame.getPayload(), StandardCharsets.UTF_8).contains("up")) {
                                onComplete();
                            }
                        }
                    })
                    .awaitCompletion(60, TimeUnit.SECONDS);
            bench.start("web");
            bench.awaitLine("web", "up");
            assertThat(bench.lines("web", StandardStream.STDOUT)).containsExactly("one", "one", "one", "up");
        }
    }

    private static HostConfig host(CreateContainerCmd command) {
        return Objects.requireNonNull(command.getHostConfig());
    }

    private static void surroundings(ContainerBench bench) {
        String project = bench.project;
        var _ = bench.direct.calls()
                .createNetworkCmd()
                .withName(project + "_default")
                .withLabels(Map.of(Labels.PROJECT, project, Labels.NETWORK, "default", Labels.CONFIG_HASH, "n"))
                .exec();
        var _ = bench.direct.calls()
                .createVolumeCmd()
                .withName(project + "_named")
                .withLabels(Map.of(Labels.PROJECT, project, Labels.VOLUME, "named", Labels.CONFIG_HASH, "v"))
                .exec();
    }

    private static String compose(ContainerBench bench, Consumer<CreateContainerCmd> change) {
        String project = bench.project;
        Map<String, String> labels = new HashMap<>(Map.of(Labels.PROJECT, project, Labels.SERVICE, "web",
                Labels.ONE_OFF, "False", Labels.CONFIG_HASH, "c", "com.docker.compose.container-number", "1",
                Labels.FOLDER, bench.stack().folder().toString(), "shop.part", "front"));
        HostConfig host = new HostConfig().withNetworkMode(project + "_default")
                .withBinds(new Bind(project + "_named", new Volume("/named")))
                .withPortBindings(new Ports(ExposedPort.tcp(8080), Ports.Binding.bindIp("127.0.0.1")))
                .withRestartPolicy(RestartPolicy.unlessStoppedRestart())
                .withTmpFs(Map.of("/scratch", ""))
                .withMemory(64L << 20)
                .withCapAdd(Capability.NET_ADMIN)
                .withUlimits(List.of(new Ulimit("nofile", 1000L, 1000L)));
        CreateContainerCmd command = bench.direct.calls()
                .createContainerCmd("astra-test/shell:1")
                .withName(project + "-web-1")
                .withCmd(COMMAND)
                .withEnv("WORD=hello", "EMPTY=")
                .withUser("0")
                .withWorkingDir("/tmp")
                .withLabels(labels)
                .withExposedPorts(ExposedPort.tcp(8080))
                .withVolumes(new Volume("/anonymous"))
                .withAliases(project + "-web-1", "web")
                .withHealthcheck(new HealthCheck().withTest(List.of("CMD-SHELL", "true")).withInterval(10_000_000_000L))
                .withHostConfig(host);
        change.accept(command);
        return command.exec().getId();
    }
}
