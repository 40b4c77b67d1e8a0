package dev.astra.services.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.Evaluation;
import dev.astra.services.contract.EvaluationRequest;
import dev.astra.services.kit.ObjectServer;
import dev.astra.services.kit.Peer;
import dev.astra.services.kit.Refusal;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.TestStores;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Verdicts over HTTP, on a real Postgres and a server of objects.
class EvaluationServiceTest {
    private static final byte[] REVIEW = "The logs are kept.".getBytes(StandardCharsets.UTF_8);

    private final ObjectServer objects = new ObjectServer();
    private final ServiceContext context = TestStores.started(new EvaluationService(),
            Map.of("S3_ENDPOINT", objects.url()));
    private final Peer service = TestStores.peer(context, ServiceName.EVALUATION_SERVICE);
    private final String goal = UUID.randomUUID().toString();

    @BeforeEach
    void store() {
        objects.store().put("goals/g/review/1", "text/plain", REVIEW);
    }

    @AfterEach
    void close() {
        context.close();
        objects.close();
    }

    @Test
    void askingAgainGivesTheSameVerdict() {
        Evaluation verdict = evaluate("goals/g/review/1");
        assertThat(verdict).returns(goal, Evaluation::goalId)
                .returns(true, Evaluation::passed)
                .returns(1.0, Evaluation::score)
                .returns("The logs are kept.", Evaluation::summary);
        assertThat(evaluate("goals/g/review/1")).isEqualTo(verdict);
        assertThat(evaluate("goals/g/review/2")).isEqualTo(verdict);
        assertThat(service.get("/evaluations/" + goal, Evaluation.class)).isEqualTo(verdict);
    }

    @Test
    void aResultThatIsNotThereFailsTheGoal() {
        assertThat(evaluate("goals/g/review/2")).returns(false, Evaluation::passed)
                .returns("", Evaluation::summary)
                .satisfies(verdict -> assertThat(verdict.reasons()).contains("the result of review is not there"));
    }

    @Test
    void thereIsNoVerdictBeforeOneWasAskedFor() {
        assertThatThrownBy(() -> service.get("/evaluations/" + goal, Evaluation.class))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(404));
    }

    private Evaluation evaluate(String key) {
        Artifact review = new Artifact("review", key, Judgement.sha256(REVIEW), REVIEW.length, "text/plain", "");
        return service.post("/evaluations", new EvaluationRequest(goal, "Kept logs?", List.of(review)),
                Evaluation.class);
    }
}
