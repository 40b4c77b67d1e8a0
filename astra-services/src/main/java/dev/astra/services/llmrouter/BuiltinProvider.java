package dev.astra.services.llmrouter;

import dev.astra.services.contract.CompletionRequest;
import dev.astra.services.contract.PlannedTask;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.kit.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Completes by rule, so that the platform works with no model at hand: a plan for the purpose `plan`, the first sentence of
/// the prompt for any other. docs/services/README.md has the rules. It takes no notice of the longest answer: half a plan is none.
final class BuiltinProvider implements Provider {
    private static final int MOST_PAGES = 5;
    private static final Pattern GOAL = Pattern.compile("^GOAL:(.*?)^END GOAL\\h*$",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"`{}|\\\\^]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=\\s|$)|\\R");

    @Override
    public String name() {
        return "builtin";
    }

    @Override
    public String identity() {
        return name();
    }

    @Override
    public boolean deterministic() {
        return true;
    }

    @Override
    public boolean costs() {
        return false;
    }

    @Override
    public Answer complete(CompletionRequest request, Duration longest) {
        String text = request.purpose().equals("plan") ? plan(goalIn(request.prompt())) : sentence(request.prompt());
        return new Answer(text, Tokens.of(request.prompt()) + Tokens.of(text));
    }

    /// The whole prompt, where it marks no goal.
    private static String goalIn(String prompt) {
        Matcher goal = GOAL.matcher(prompt);
        return goal.find() ? goal.group(1).strip() : prompt.strip();
    }

    private static String plan(String goal) {
        List<PlannedTask> tasks = new ArrayList<>();
        for (String address : addresses(goal)) {
            tasks.add(new PlannedTask("read-" + (tasks.size() + 1), TaskKind.BROWSE, "", address, List.of()));
        }
        Stream.of("outline", "terms", "measure").forEach(tool -> tasks.add(task(tool, goal, List.of())));
        tasks.add(task("draft", goal, tasks.stream().map(PlannedTask::name).toList()));
        tasks.add(task("review", goal, List.of("draft")));
        return tasks.stream().map(Json::write).collect(Collectors.joining(",", "{\"tasks\":[", "]}"));
    }

    private static PlannedTask task(String tool, String input, List<String> after) {
        return new PlannedTask(tool, TaskKind.TOOL, tool, input, after);
    }

    private static List<String> addresses(String text) {
        return ADDRESS.matcher(text)
                .results()
                .map(found -> withoutPunctuation(found.group()))
                .distinct()
                .limit(MOST_PAGES)
                .toList();
    }

    /// What ends the sentence around an address is not part of it; nor is a bracket that was opened before it.
    private static String withoutPunctuation(String address) {
        String rest = address;
        while (".,;:!?'*]".indexOf(rest.charAt(rest.length() - 1)) >= 0 || closesMoreThanItOpens(rest)) {
            rest = rest.substring(0, rest.length() - 1);
        }
        return rest;
    }

    private static boolean closesMoreThanItOpens(String address) {
        return address.endsWith(")")
                && address.chars().filter(each -> each == ')').count() > address.chars()
                        .filter(each -> each == '(')
                        .count();
    }

    private static String sentence(String prompt) {
        String text = prompt.strip();
        Matcher end = SENTENCE_END.matcher(text);
        return end.find() ? text.substring(0, end.end()).strip() : text;
    }
}
