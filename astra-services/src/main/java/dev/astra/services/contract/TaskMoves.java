package dev.astra.services.contract;

import io.avaje.jsonb.Json;
import java.util.List;

/// Several at once.
///
/// @param moves each of another task
@Json
public record TaskMoves(List<TaskMove> moves) {
    public TaskMoves {
        moves = Field.list(moves);
    }
}
