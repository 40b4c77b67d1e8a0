package dev.astra.services.llmrouter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.services.contract.CompletionRequest;
import dev.astra.services.contract.Plan;
import dev.astra.services.contract.PlannedTask;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.kit.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltinProviderTest {
    private final BuiltinProvider provider = new BuiltinProvider();

    @Test
    void aGoalWithoutAddressesHasFiveTasks() {
        List<PlannedTask> tasks = plan("Compare three logs.\nSay which is best.");
        assertThat(tasks).extracting(PlannedTask::name)
                .containsExactly("outline", "terms", "measure", "draft", "review");
        assertThat(tasks).extracting(PlannedTask::tool)
                .containsExactly("outline", "terms", "measure", "draft", "review");
        assertThat(tasks).extracting(PlannedTask::kind).containsOnly(TaskKind.TOOL);
        assertThat(tasks).extracting(PlannedTask::input).containsOnly("Compare three logs.\nSay which is best.");
        assertThat(tasks).extracting(PlannedTask::after)
                .containsExactly(List.of(), List.of(), List.of(), List.of("outline", "terms", "measure"),
                        List.of("draft"));
    }

    @Test
    void theFirstFiveAddressesAreRead() {
        List<PlannedTask> tasks = plan("""
                Read https://a.example/x?y=1&z=2, then (http://b.example/w_(x)) and again https://a.example/x?y=1&z=2;
                (see http://c.example) "https://d.example/." https://e.example! https://f.example""");
        assertThat(tasks).hasSize(10);
        assertThat(tasks.subList(0, 5)).extracting(PlannedTask::input)
                .containsExactly("https://a.example/x?y=1&z=2", "http://b.example/w_(x)", "http://c.example",
                        "https://d.example/", "https://e.example");
        assertThat(tasks.get(4)).returns("read-5", PlannedTask::name)
                .returns(TaskKind.BROWSE, PlannedTask::kind)
                .returns("", PlannedTask::tool);
        assertThat(tasks.get(8).after())
                .containsExactly("read-1", "read-2", "read-3", "read-4", "read-5", "outline", "terms", "measure");
    }

    @Test
    void thePlanIsJsonAloneAndAlwaysTheSame() {
        String once = complete("plan", prompt("Say \"hello\""));
        assertThat(once).isEqualTo(complete("plan", prompt("Say \"hello\"")))
                .startsWith(
                        "{\"tasks\":[{\"name\":\"outline\",\"kind\":\"tool\",\"tool\":\"outline\",\"input\":\"Say \\\"hello\\\"\",\"after\":[]}")
                .endsWith("\"after\":[\"draft\"]}]}");
    }

    @Test
    void aPromptThatMarksNoGoalIsOne() {
        assertThat(Json.read(Plan.class, complete("plan", "Do it")).tasks()).first()
                .returns("Do it", PlannedTask::input);
    }

    @Test
    void anyOtherPurposeGetsTheFirstSentence() {
        assertThat(complete("summary", " Version 1.5 is out! It is good.")).isEqualTo("Version 1.5 is out!");
        assertThat(complete("summary", "A heading\nand more.")).isEqualTo("A heading");
        assertThat(complete("summary", "no end")).isEqualTo("no end");
    }

    private List<PlannedTask> plan(String goal) {
        return Json.read(Plan.class, complete("plan", prompt(goal))).tasks();
    }

    private String complete(String purpose, String prompt) {
        return provider.complete(new CompletionRequest(purpose, prompt, 10), Duration.ofSeconds(1)).text();
    }

    private static String prompt(String goal) {
        return "Plan the goal below.\n\nGOAL:\n" + goal
                + "\nEND GOAL\n\nEARLIER WORK:\n- GOAL: https://old.example\nEND GOAL\n";
    }
}
