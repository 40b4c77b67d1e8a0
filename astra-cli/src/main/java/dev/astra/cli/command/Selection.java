package dev.astra.cli.command;

import dev.astra.config.Suggestion;
import dev.astra.event.ServiceStatus;
import dev.astra.model.Service;
import dev.astra.model.Stack;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// Which services somebody means: names, and groups as `@kernel`.
final class Selection {
    private final Map<String, String> groups;

    private Selection(Map<String, String> groups) {
        this.groups = groups;
    }

    /// Among the services of a stack.
    static Selection among(Stack stack) {
        Map<String, String> groups = new LinkedHashMap<>();
        for (Service each : stack.services().values()) {
            groups.put(each.name(), each.common().group());
        }
        return new Selection(groups);
    }

    /// Among services that have a state.
    static Selection among(List<ServiceStatus> statuses) {
        Map<String, String> groups = new LinkedHashMap<>();
        statuses.forEach(each -> groups.put(each.service(), each.group()));
        return new Selection(groups);
    }

    /// Among services of which nothing but the name is known.
    Selection and(Collection<String> names) {
        Map<String, String> all = new LinkedHashMap<>(groups);
        names.forEach(each -> all.putIfAbsent(each, ""));
        return new Selection(all);
    }

    /// The services meant, each once; all when there are no words.
    ///
    /// @throws Failure when a word names nothing
    SequencedSet<String> of(List<String> words) throws Failure {
        SequencedSet<String> chosen = new LinkedHashSet<>();
        for (String word : words) {
            chosen.addAll(word.startsWith("@") ? group(word.substring(1)) : List.of(service(word)));
        }
        if (words.isEmpty()) {
            chosen.addAll(groups.keySet());
        }
        return chosen;
    }

    /// The same for a command that wants at least one word.
    SequencedSet<String> ofSome(List<String> words) throws Failure {
        if (words.isEmpty()) {
            throw Failure.usage("which services? Name them, or a group as @name");
        }
        return of(words);
    }

    private List<String> group(String group) throws Failure {
        List<String> members = groups.entrySet()
                .stream()
                .filter(each -> each.getValue().equals(group))
                .map(Map.Entry::getKey)
                .toList();
        if (members.isEmpty() || group.isEmpty()) {
            throw unknown("group \"@" + group, group, groups.values(), "@");
        }
        return members;
    }

    private String service(String word) throws Failure {
        if (!groups.containsKey(word)) {
            throw unknown("service \"" + word, word, groups.keySet(), "");
        }
        return word;
    }

    private static Failure unknown(String what, String word, Collection<String> candidates, String sign) {
        String hint = Suggestion.didYouMean(word, candidates.stream().filter(each -> !each.isEmpty()).toList())
                .replace("did you mean ", "did you mean " + sign);
        return Failure.usage("no " + what + "\"" + (hint.isEmpty() ? "" : " (" + hint + ")"));
    }
}
