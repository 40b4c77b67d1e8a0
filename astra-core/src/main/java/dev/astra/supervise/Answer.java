package dev.astra.supervise;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What became of a command, for each service that it was about.
public record Answer(Map<String, Outcome> outcomes) {
    public Answer {
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
    }

    /// Whether it is as asked for every service.
    public boolean done() {
        return outcomes.values().stream().allMatch(Outcome::done);
    }

    /// What became of it for one service.
    ///
    /// @param done whether it is as asked: ready, ended well, stopped
    /// @param detail in words: `ready in 1.2s`, `stopped in 0.1s`, or why it is not as asked
    public record Outcome(boolean done, String detail) {}
}
