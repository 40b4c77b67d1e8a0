package dev.astra.services.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.EvaluationRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private final Map<String, byte[]> objects = new HashMap<>();
    private final List<Artifact> results = new ArrayList<>();

    @Test
    void whatAnswersTheGoalPasses() {
        add("outline", "1. x", "");
        add("review", "LOGS of services are kept in segments.", "");
        assertThat(judge("Keep the logs of services").passed()).isTrue();
        assertThat(judge("Keep the logs of services").score()).isEqualTo((1 + 1 + 2.0 / 3) / 3, within(1e-9));
    }

    @Test
    void halfOfTheTermsIsEnough() {
        add("review", "logs services", "");
        assertThat(judge("logs services compare three").passed()).isTrue();
        assertThat(judge("logs services compare three best").passed()).isFalse();
        assertThat(judge("do it").passed()).isTrue();
    }

    @Test
    void aTermIsAWholeWord() {
        add("review", "catalogs", "");
        assertThat(judge("logs").reasons()).contains("0 of 1 terms of the goal occur in the last result");
    }

    @Test
    void aResultThatIsMissingFails() {
        add("outline", "logs", "");
        add("review", "logs", "");
        objects.remove("outline");
        assertThat(judge("logs").passed()).isFalse();
        assertThat(judge("logs").reasons()).startsWith("1 of 2 results are there as they were stored",
                "the result of outline is not there");
    }

    @Test
    void aResultThatIsAnotherFails() {
        add("review", "logs", "0".repeat(64));
        assertThat(judge("logs").passed()).isFalse();
        assertThat(judge("logs").reasons()).contains("the result of review is not what was stored");
    }

    @Test
    void nothingFails() {
        assertThat(judge("logs")).returns(false, Judgement::passed).returns(0.0, Judgement::score);
        add("review", " \n", "");
        assertThat(judge("do it").passed()).isFalse();
        assertThat(judge("do it").reasons()).contains("the last result is empty");
    }

    @Test
    void theSummaryIsCutBetweenCharactersAndCanBeStored() {
        add("review", "\0" + "😀".repeat(300), "");
        assertThat(judge("do it").summary()).isEqualTo("\uFFFD" + "😀".repeat(199));
    }

    private Judgement judge(String text) {
        return Judgement.of(new EvaluationRequest("goal", text, results), key -> Optional.ofNullable(objects.get(key)));
    }

    /// @param sha256 empty: the right one
    private void add(String task, String text, String sha256) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        objects.put(task, bytes);
        results.add(new Artifact(task, task, sha256.isEmpty() ? Judgement.sha256(bytes) : sha256, bytes.length,
                "text/plain", ""));
    }
}
