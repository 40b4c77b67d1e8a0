package dev.astra.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.model.Service;
import dev.astra.model.Stack;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigRendererTest {
    private static final String NATIVE = """
            name: shop
            engine: docker
            logs: { service: 1MB, total: 2MB }
            services:
              web:
                command: [a, "b c", "$$x", "no", "1.0", "multi\\nline", "", "- x: #"]
                environment: { PORT: 80, TOKEN: t, URL: "postgres://u:pw@h/d", ODD: "a: b #c", YES: "yes" }
                healthcheck: { log: "r\\\\d" }
                restart: on-failure:5
                deploy: { restart_policy: { delay: 250ms, window: 1m } }
                ports: [80]
                depends_on: { db: { condition: service_started, restart: true, required: false } }
                watch: ["t/*.jar"]
                build: { command: mvn x, sources: [src] }
                replace: ready-first
                rollback: true
                env_from_shell: false
                profiles: [p]
                post_start: [{ command: [x], environment: { A: b } }]
              db: { image: x, healthcheck: { disable: true } }
            """;

    @TempDir
    Path folder;

    private static Map<String, Object> parts(Stack stack) {
        Map<String, Object> parts = new LinkedHashMap<>();
        for (Service service : stack.services().values()) {
            String text = service.toString();
            parts.put(service.name(), text.replaceAll("place=[^\\]]*]", "").chars().sorted().sum());
        }
        return parts;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsAsTheSameStackAgain(boolean containers) {
        Stack stack = new StackFixture(folder).file("s.txt", "x")
                .variable("TOKEN", "tok")
                .profiles("p")
                .astra(containers ? ContainerServiceTest.EVERYTHING : NATIVE)
                .stack();
        String yaml = ConfigRenderer.yaml(stack, true);
        Stack again = new StackFixture(folder).profiles("p")
                .file("again/astra.yaml", yaml)
                .asking("again/astra.yaml")
                .stack();
        assertThat(ConfigRenderer.yaml(again, true)).isEqualTo(yaml);
        assertThat(parts(again)).isEqualTo(parts(stack));
        assertThat(again.resources()).isEqualTo(stack.resources());
        assertThat(again.logs()).isEqualTo(stack.logs());
        assertThat(again.engine()).isEqualTo(stack.engine());
    }

    @Test
    void secretsAreHidden() {
        Stack stack = new StackFixture(folder).file("s.txt", "x")
                .variable("TOKEN", "tok")
                .profiles("p")
                .astra(NATIVE)
                .stack();
        assertThat(ConfigRenderer.yaml(stack, false)).contains("TOKEN: \"********\"")
                .contains("URL: postgres://u:********@h/d")
                .contains("PORT: \"80\"")
                .doesNotContain(":pw@");
        assertThat(ConfigRenderer.json(stack, false)).startsWith("{\"name\":\"shop\",\"engine\":\"docker\"")
                .contains("\"TOKEN\":\"********\"")
                .contains("\"$x\"")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({"PASSWORD,true", "PGPASSWORD,true", "db_passwd,true", "API_KEY,true", "APIKEY,true", "SSH_KEYS,true", "aws.secret.id,true", "GITHUB_TOKEN,true", "DB_PWD,true", "BASIC_AUTH,true", "MONKEY,false", "PWD,false", "KEYBOARD,false", "PORT,false", "DATABASE_URL,false"})
    void secretNames(String name, boolean secret) {
        assertThat(Secrets.isSecret(name)).isEqualTo(secret);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            redis://:pw@h:6379/0                  | redis://:********@h:6379/0
            a postgres://u:p:q@h/d b              | a postgres://u:********@h/d b
            http://h:80/x                         | http://h:80/x
            http://h/a@b:c                        | http://h/a@b:c
            jdbc:postgresql://h/d?user=u&password=pw&x=1 | jdbc:postgresql://h/d?user=u&password=********&x=1
            x?token=abc                           | x?token=********
            s3://a:b@h t://c:d@h                  | s3://a:********@h t://c:********@h
            plain                                 | plain
            """)
    void passwordsInUrls(String text, String masked) {
        assertThat(Secrets.maskText(text)).isEqualTo(masked);
    }
}
