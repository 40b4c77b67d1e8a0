package dev.astra.log;

import java.util.OptionalLong;

/// What the store notes between the bytes of a service.
public sealed interface Mark {
    /// A run of the service began.
    ///
    /// @param pid its main process, where it is one of this machine's
    /// @param reason why it was started; empty: no particular one
    record Began(OptionalLong pid, String reason) implements Mark {}

    /// The run ended; nothing of it follows.
    ///
    /// @param exit how, in words
    record Ended(String exit) implements Mark {}

    /// Bytes are missing here.
    ///
    /// @param bytes how many
    /// @param reason why
    record Gap(long bytes, String reason) implements Mark {}

    /// Something else worth knowing at this place, such as evidence taken before a kill. May have several lines.
    record Note(String text) implements Mark {}

    /// In words, without the service's name.
    default String describe() {
        return switch (this) {
            case Began(OptionalLong pid, String reason) -> "began" + (pid.isPresent() ? ", pid " + pid.getAsLong() : "")
                    + (reason.isEmpty() ? "" : ", " + reason);
            case Ended(String exit) -> "ended: " + exit;
            case Gap(long bytes, String reason) -> bytes + " bytes are missing: " + reason;
            case Note(String text) -> text;
        };
    }
}
