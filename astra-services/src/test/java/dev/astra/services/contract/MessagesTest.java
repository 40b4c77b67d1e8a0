package dev.astra.services.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astra.services.kit.Json;
import dev.astra.services.kit.Refusal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesTest {
    @Test
    void aMessageComesBackAsItWas() {
        TaskChanged change = new TaskChanged("g/a", "g", "a", TaskKind.TOOL, TaskState.DEAD_LETTER, 2, true, 4,
                Instant.parse("2026-01-02T03:04:05.678901Z"), "no");
        String text = Json.write(change);
        assertThat(text).contains("\"dead_letter\"").contains("\"tool\"").contains("2026-01-02T03:04:05.678901Z");
        assertThat(Json.read(TaskChanged.class, text)).isEqualTo(change);
    }

    @Test
    void unknownFieldsAreIgnored() {
        assertThat(Json.read(Done.class, "{\"changed\":3,\"added\":{\"later\":[1,2]}}")).isEqualTo(new Done(3));
    }

    @Test
    void aMissingFieldHasItsDefault() {
        assertThat(Json.read(PlannedTask.class, "{\"name\":\"a\",\"kind\":\"browse\"}"))
                .isEqualTo(new PlannedTask("a", TaskKind.BROWSE, "", "", List.of()));
    }

    @Test
    void aMissingFieldIsRefusedByName() {
        assertThatThrownBy(() -> Json.read(NewGoal.class, "{\"id\":\"1\",\"owner\":\"2\"}"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(400))
                .hasMessageContaining("'text' is missing");
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> Json.read(NewGoal.class, "<xml>")).isInstanceOf(Refusal.class);
    }
}
