package dev.astra.services.promptmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astra.services.contract.Prompt;
import dev.astra.services.contract.PromptList;
import dev.astra.services.contract.RenderRequest;
import dev.astra.services.contract.Rendered;
import dev.astra.services.kit.Peer;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.TestStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Templates over HTTP, on a real Postgres.
class PromptManagerTest {
    private final ServiceContext context = TestStores.started(new PromptManager(), Map.of());
    private final Peer manager = TestStores.peer(context, ServiceName.PROMPT_MANAGER);
    private final String name = UUID.randomUUID().toString();

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void thePlansTemplateIsThere() {
        Rendered rendered = manager.post("/render",
                new RenderRequest("plan", 0, Map.of("goal", "Do\nit", "memories", "- that", "tools", "draft")),
                Rendered.class);
        assertThat(rendered.version()).isEqualTo(1);
        assertThat(rendered.text())
                .contains("\nGOAL:\nDo\nit\nEND GOAL\n", "\nEARLIER WORK:\n- that\n", "\nTOOLS:\ndraft\n", "JSON")
                .doesNotContain("{{");
    }

    @Test
    void eachTextIsAVersionOfItsOwn() {
        assertThat(add(0, "one").version()).isEqualTo(1);
        assertThat(add(2, "two {{x}}").version()).isEqualTo(2);
        assertThat(manager.get("/prompts/" + name, PromptList.class).prompts()).extracting(Prompt::template)
                .containsExactly("two {{x}}", "one");
        assertThat(render(0)).isEqualTo(new Rendered(name, 2, "two 2"));
        assertThat(render(1)).isEqualTo(new Rendered(name, 1, "one"));
    }

    @Test
    void sendingItAgainChangesNothing() {
        Prompt once = add(0, "one");
        assertThat(add(0, "one")).isEqualTo(once);
        assertThat(add(1, "one")).isEqualTo(once);
    }

    @Test
    void aVersionThatIsNotTheNextIsRefused() {
        add(0, "one");
        assertRefused(409, () -> add(1, "another"));
        assertRefused(409, () -> add(3, "three"));
        assertRefused(409, () -> add(-1, "before"));
    }

    @Test
    void manyAtOnceGetVersionsInARow() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Prompt>> adding = IntStream.range(0, 4)
                    .mapToObj(number -> threads.submit(() -> add(0, "text " + number)))
                    .toList();
            List<Integer> versions = new ArrayList<>();
            for (Future<Prompt> each : adding) {
                versions.add(each.get(30, TimeUnit.SECONDS).version());
            }
            assertThat(versions).containsExactlyInAnyOrder(1, 2, 3, 4);
        }
    }

    @Test
    void whatIsWrongIsRefused() {
        assertRefused(404, () -> render(0));
        assertRefused(404, () -> manager.get("/prompts/" + name, PromptList.class));
        assertRefused(400, () -> add(0, "{{ x }}"));
        assertRefused(400, () -> manager.post("/prompts", new Prompt("a b", 0, "x", null), Prompt.class));
    }

    private static void assertRefused(int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.status()).isEqualTo(status));
    }

    private Prompt add(int version, String template) {
        return manager.post("/prompts", new Prompt(name, version, template, null), Prompt.class);
    }

    private Rendered render(int version) {
        return manager.post("/render", new RenderRequest(name, version, Map.of("x", "2")), Rendered.class);
    }
}
