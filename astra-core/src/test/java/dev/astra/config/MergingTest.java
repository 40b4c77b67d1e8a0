package dev.astra.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.model.ContainerService;
import dev.astra.model.ContainerSpec;
import dev.astra.model.Dependency;
import dev.astra.model.Mount;
import dev.astra.model.Watch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergingTest {
    @TempDir
    Path folder;

    private StackFixture stack;

    @BeforeEach
    void fixture() {
        stack = new StackFixture(folder);
    }

    @Test
    void overrideBesideAComposeFile() {
        stack.file("docker-compose.yml", """
                services:
                  db:
                    image: postgres:17
                    command: [a, b]
                    environment: { A: 1, B: 2, C: 3 }
                    ports: ["1:10"]
                    volumes: ["data:/data", "./x:/x"]
                    depends_on: [cache]
                    labels: [l=1]
                    dns: 1.1.1.1
                    healthcheck: { test: [CMD, a], interval: 5s }
                    logging: { driver: json-file, options: { max-size: 1m } }
                  cache: { image: redis }
                volumes: { data: { labels: { a: 1 } } }
                """).file("docker-compose.override.yml", """
                services:
                  db:
                    image: local/postgres
                    command: [c]
                    environment: [B=3, D=4]
                    ports: ["2:20", "1:10"]
                    volumes: ["other:/data"]
                    depends_on: { cache: { condition: service_healthy } }
                    labels: { l: 2, m: 3 }
                    dns: [8.8.8.8]
                    healthcheck: { test: [CMD, b], retries: 7 }
                    logging: { driver: syslog }
                volumes: { other: {}, data: { labels: [b=2] } }
                """);
        ContainerService db = stack.container("db");
        ContainerSpec spec = db.container();
        assertThat(spec.image()).isEqualTo("local/postgres");
        assertThat(spec.command()).contains(List.of("c"));
        assertThat(spec.environment()).isEqualTo(Map.of("A", "1", "B", "3", "C", "3", "D", "4"));
        assertThat(db.common().ports()).extracting(port -> port.published()).containsExactly(1, 2);
        assertThat(spec.mounts()).containsExactly(new Mount.Volume("other", "/data", false),
                new Mount.Bind(folder.resolve("x"), "/x", false));
        assertThat(db.common().dependsOn()).extracting(Dependency::condition)
                .containsExactly(Dependency.Condition.SERVICE_HEALTHY);
        assertThat(db.common().labels()).isEqualTo(Map.of("l", "2", "m", "3"));
        assertThat(spec.options().network().dns().servers()).containsExactly("1.1.1.1", "8.8.8.8");
        assertThat(db.common().healthcheck().orElseThrow().retries()).isEqualTo(7);
        assertThat(spec.options().logging().options()).isEmpty();
        assertThat(stack.volume("data").labels()).isEqualTo(Map.of("a", "1", "b", "2"));
    }

    @Test
    void resetAndOverride() {
        stack.file("compose.yaml", """
                services:
                  db:
                    image: x
                    ports: ["1:10"]
                    command: [a]
                    environment: { A: 1, B: 2 }
                    volumes: ["./a:/a"]
                  gone: { image: x }
                """).file("compose.override.yaml", """
                services:
                  db:
                    ports: !override ["2:20"]
                    command: !reset null
                    environment: { A: !reset null }
                    volumes: !reset []
                  gone: !reset null
                """);
        ContainerService db = stack.container("db");
        assertThat(db.common().ports()).extracting(port -> port.published()).containsExactly(2);
        assertThat(db.container().command()).isEmpty();
        assertThat(db.container().environment()).isEqualTo(Map.of("B", "2"));
        assertThat(db.container().mounts()).isEmpty();
        assertThat(stack.stack().services()).containsOnlyKeys("db");
    }

    @Test
    void includesAreRelativeToThemselves() {
        stack.astra("""
                include:
                  - sub/compose.yaml
                  - { path: other/x.yml, project_directory: ., env_file: other/vars.env }
                services:
                  web: { command: x, depends_on: [db, cache], environment: { P: "${db.port}" } }
                """).file("sub/compose.yaml", """
                services:
                  db: { image: x, volumes: ["./data:/d"], ports: ["${PORT}:5432"], env_file: [db.env] }
                """).file("sub/.env", "PORT=5555\n").file("sub/db.env", "A=${PORT}\n").file("other/x.yml", """
                services:
                  cache: { image: "x:${TAG}", volumes: ["./data:/d"] }
                """).file("other/vars.env", "TAG=7\n");
        assertThat(stack.process("web").process().environment()).isEqualTo(Map.of("P", "5555"));
        assertThat(stack.container("db").container().mounts())
                .containsExactly(new Mount.Bind(folder.resolve("sub/data"), "/d", false));
        assertThat(stack.container("db").container().environment()).isEqualTo(Map.of("A", "5555"));
        assertThat(stack.container("cache").container().image()).isEqualTo("x:7");
        assertThat(stack.container("cache").container().mounts())
                .containsExactly(new Mount.Bind(folder.resolve("data"), "/d", false));
        assertThat(stack.stack().files()).containsExactly(folder.resolve("astra.yaml"),
                folder.resolve("sub/compose.yaml"), folder.resolve("other/x.yml"));
    }

    @Test
    void anIncludedComposeFileBringsItsOverride() {
        stack.astra("include: [docker-compose.yml]\nservices: { web: { command: x } }")
                .file("docker-compose.yml", "services: { db: { image: x } }")
                .file("docker-compose.override.yml", "services: { db: { image: y } }");
        assertThat(stack.container("db").container().image()).isEqualTo("y");
    }

    @Test
    void severalPathsOfAnIncludeAreLaidOverEachOther() {
        stack.astra("include: [{ path: [a.yml, b.yml] }]")
                .file("a.yml", "services: { db: { image: x, user: u } }")
                .file("b.yml", "services: { db: { image: y } }");
        assertThat(stack.container("db").container().image()).isEqualTo("y");
        assertThat(stack.container("db").container().user()).isEqualTo("u");
    }

    @Test
    void includedServicesThatDifferAreAProblem() {
        stack.astra("include: [a.yml, b.yml]")
                .file("a.yml", "services: { db: { image: x }, same: { image: s } }")
                .file("b.yml", "services: { db: { image: y }, same: { image: s } }");
        assertThat(stack.problems()).singleElement()
                .asString()
                .startsWith("astra.yaml:1:18: db of ")
                .contains("b.yml:1:13 is also in ");
    }

    @Test
    void extendsInTheSameFileAndInAnother() {
        stack.astra("""
                services:
                  base: { command: [x], environment: { A: 1, B: 1 }, group: g, watch: [w] }
                  web: { extends: base, environment: { B: 2 }, watch: [v] }
                  job: { extends: base, watch: { files: v, reflection: [p.*] } }
                  far: { extends: { file: sub/other.yaml, service: it }, environment: { C: 3 } }
                """).file("sub/other.yaml", """
                services:
                  root: { command: [y], working_dir: ./here, env_file: [e.env] }
                  it: { extends: { service: root }, environment: [C=1] }
                """).file("sub/e.env", "E=5\n");
        assertThat(stack.process("web").process().environment()).isEqualTo(Map.of("A", "1", "B", "2"));
        assertThat(stack.process("web").common().group()).isEqualTo("g");
        assertThat(stack.process("web").watch().patterns()).containsExactly(folder + "/w", folder + "/v");
        assertThat(stack.process("job").watch())
                .isEqualTo(new Watch(List.of(folder + "/w", folder + "/v"), List.of("p.*"), false));
        assertThat(stack.process("far").process().workingDirectory()).isEqualTo(folder.resolve("sub/here"));
        assertThat(stack.process("far").process().environment()).isEqualTo(Map.of("C", "3", "E", "5"));
    }

    @Test
    void extendsWhatIsIncluded() {
        stack.astra("include: [a.yml]\nservices: { web: { extends: base, tty: true } }")
                .file("a.yml", "services: { base: { command: x } }");
        assertThat(stack.process("web").process().tty()).isTrue();
    }

    @Test
    void mergeKeysAndDocuments() {
        stack.astra("""
                x-a: &a { command: [a], tty: true }
                x-b: &b { command: [b], group: g }
                services:
                  one: { <<: [*a, *b] }
                  two: { <<: *b, command: [c] }
                ---
                services:
                  two: { group: h }
                """);
        assertThat(stack.process("one").process().command()).containsExactly("a");
        assertThat(stack.process("one").common().group()).isEqualTo("g");
        assertThat(stack.process("two").process().command()).containsExactly("c");
        assertThat(stack.process("two").common().group()).isEqualTo("h");
    }

    @Test
    void findsTheFileUpwards() {
        stack.file("deep/er/docker-compose.yml", "services: { a: { image: x } }").file("deep/er/inner/x", "");
        assertThat(StackReader.find(folder.resolve("deep/er/inner")))
                .contains(folder.resolve("deep/er/docker-compose.yml"));
        stack.astra("services: { a: { command: x } }");
        assertThat(StackReader.find(folder.resolve("deep/er/inner"))).contains(folder.resolve("astra.yaml"));
    }
}
