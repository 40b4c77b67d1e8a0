package dev.astra.launch;

/// How a run ended.
public sealed interface Exit {
    /// It ended by itself.
    ///
    /// @param code 0 to 255
    record Code(int code) implements Exit {}

    /// A signal ended it.
    ///
    /// @param signal its name, such as `SIGKILL`
    /// @param reason what is known beyond it, such as `out of memory`; mostly empty
    record Signalled(String signal, String reason) implements Exit {}

    /// It is gone and nobody knows how, such as a container removed behind our back.
    record Lost(String reason) implements Exit {}

    /// Whether it ended by itself with code 0.
    default boolean success() {
        return this instanceof Code(int code) && code == 0;
    }

    /// In words: `exited 3`, `killed by SIGKILL`.
    default String describe() {
        return switch (this) {
            case Code(int code) -> "exited " + code;
            case Signalled(String signal, String reason) ->
                "killed by " + signal + (reason.isEmpty() ? "" : " (" + reason + ")");
            case Lost(String reason) -> reason;
        };
    }
}
