package dev.astra.services.planner;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A plan as a model wrote it: nothing is known of it but that it is JSON of this shape. What is missing is empty.
///
/// @param tasks in any order
@Json
public record Draft(List<Step> tasks) {
    public Draft {
        tasks = tasks == null ? List.of() : List.copyOf(tasks);
    }

    /// The kinds that its tasks are of, each once.
    Stream<String> kinds() {
        return tasks.stream().map(Step::kind).distinct();
    }

    /// The tools that its tasks name, each once.
    Stream<String> tools() {
        return tasks.stream().map(Step::tool).filter(tool -> !tool.isEmpty()).distinct();
    }

    /// See [dev.astra.services.contract.PlannedTask].
    ///
    /// @param name any text
    /// @param kind any text
    /// @param tool any text
    /// @param input any text
    /// @param after any texts
    @Json
    public record Step(String name, String kind, String tool, String input, List<String> after) {
        public Step {
            name = text(name);
            kind = text(kind);
            tool = text(tool);
            input = input == null ? "" : input;
            after = after == null ? List.of() : List.copyOf(after);
        }

        private static String text(@Nullable String text) {
            return text == null ? "" : text.strip();
        }
    }
}
