package dev.astra.services.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astra.services.contract.Plan;
import dev.astra.services.contract.PlannedTask;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.contract.Tool;
import dev.astra.services.kit.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanCheckTest {
    private static final Abilities ABILITIES = new Abilities(Set.of("tool"), List.of(new Tool("outline", "", false)));

    @Test
    void eachTaskComesAfterThoseItNeeds() {
        Plan plan = check(draft(step("c", "b", "a"), step("b", "a"), step("a")));
        assertThat(plan.tasks()).extracting(PlannedTask::name).containsExactly("a", "b", "c");
        assertThat(plan.tasks()).allMatch(task -> task.kind() == TaskKind.TOOL && task.tool().equals("outline"));
        assertThat(plan.provider()).isEqualTo("builtin");
    }

    @Test
    void aCycleIsShown() {
        assertRefused(draft(step("a", "c"), step("b", "a"), step("c", "b")), "a → c → b → a");
    }

    @Test
    void whatItComesAfterMustExist() {
        assertRefused(draft(step("a", "b")), "comes after b, which there is not");
    }

    @Test
    void namesAreUniqueAndPlain() {
        assertRefused(draft(step("a"), step("a")), "two tasks are called a");
        assertRefused(draft(step("a/b")), "'a/b'");
    }

    @Test
    void itHasTasks() {
        assertRefused(draft(), "0 tasks");
    }

    @Test
    void itsToolsAreThere() {
        assertRefused(draft(new Draft.Step("a", "tool", "", "", List.of())),
                "task a needs the tool '', which there is not; the tools are outline");
        assertRefused(draft(new Draft.Step("a", "tool", "paint", "", List.of())),
                "task a needs the tool 'paint', which there is not; the tools are outline");
    }

    @Test
    void itsKindsAreTakenOnBySomebody() {
        assertRefused(draft(new Draft.Step("a", "browse", "", "", List.of())),
                "task a is of kind 'browse', which no active agent takes on; the kinds taken on are tool");
        assertRefused(draft(new Draft.Step("a", "dance", "", "", List.of())),
                "task a is of kind 'dance', which no active agent takes on; the kinds taken on are tool");
    }

    @Test
    void whatAModelLeavesOutIsEmpty() {
        Draft draft = Json.read(Draft.class,
                "{\"tasks\": [{\"name\": \"a\", \"kind\": \" tool\", \"tool\": \"outline\"}]}");
        assertThat(check(draft).tasks()).containsExactly(
                new PlannedTask("a", TaskKind.TOOL, "outline", "", List.of()));
        assertRefused(Json.read(Draft.class, "{}"), "0 tasks");
        assertRefused(Json.read(Draft.class, "{\"tasks\": [{}]}"), "the name ''");
    }

    private static Plan check(Draft draft) {
        return PlanCheck.check(draft, ABILITIES, "builtin");
    }

    private static void assertRefused(Draft draft, String why) {
        assertThatThrownBy(() -> check(draft)).hasMessageContaining(why);
    }

    private static Draft draft(Draft.Step... steps) {
        return new Draft(List.of(steps));
    }

    private static Draft.Step step(String name, String... after) {
        return new Draft.Step(name, "tool", "outline", "text", List.of(after));
    }
}
