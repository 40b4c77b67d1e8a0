package dev.astra.services.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astra.services.contract.Plan;
import dev.astra.services.contract.PlannedTask;
import dev.astra.services.contract.TaskKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanCheckTest {
    @Test
    void eachTaskComesAfterThoseItNeeds() {
        Plan plan = PlanCheck.check(plan(task("c", "b", "a"), task("b", "a"), task("a")), "builtin");
        assertThat(plan.tasks()).extracting(PlannedTask::name).containsExactly("a", "b", "c");
        assertThat(plan.provider()).isEqualTo("builtin");
    }

    @Test
    void aCycleIsShown() {
        assertRefused(plan(task("a", "c"), task("b", "a"), task("c", "b")), "a → c → b → a");
    }

    @Test
    void whatItComesAfterMustExist() {
        assertRefused(plan(task("a", "b")), "comes after b, which there is not");
    }

    @Test
    void namesAreUniqueAndPlain() {
        assertRefused(plan(task("a"), task("a")), "two tasks are called a");
        assertRefused(plan(task("a/b")), "'a/b'");
    }

    @Test
    void itHasTasks() {
        assertRefused(plan(), "0 tasks");
    }

    @Test
    void aToolTaskNamesItsTool() {
        assertRefused(plan(new PlannedTask("a", TaskKind.TOOL, "", "", List.of())), "names no tool");
    }

    private static void assertRefused(Plan plan, String why) {
        assertThatThrownBy(() -> PlanCheck.check(plan, "builtin")).hasMessageContaining(why);
    }

    private static Plan plan(PlannedTask... tasks) {
        return new Plan(List.of(tasks), "");
    }

    private static PlannedTask task(String name, String... after) {
        return new PlannedTask(name, TaskKind.TOOL, "outline", "text", List.of(after));
    }
}
