package dev.astra.services.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.services.contract.Memory;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.TestStores;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is found in a real Postgres.
class MemoriesTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final ServiceContext context = TestStores.context(ServiceName.MEMORY_SERVICE);
    private final Memories memories = new Memories(context.database(MemoryService.class));
    private final String owner = UUID.randomUUID().toString();

    @BeforeEach
    void remember() {
        store("logs", "Compare three ways to keep the logs of small services", LONG_AGO);
        for (int number = 0; number < 120; number++) {
            store("bread-" + number, "Bake the bread number " + number, LONG_AGO.plusSeconds(60 + number));
        }
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void aRareWordIsFoundHoweverOldItIs() {
        assertThat(found("logs")).containsExactly("logs");
    }

    @Test
    void ofWhatManyHaveInCommonTheNewestAreFound() {
        assertThat(found("bread")).hasSize(5)
                .allMatch(name -> Integer.parseInt(name.substring("bread-".length())) >= 70);
    }

    @Test
    void whatIsMuchLikeItIsFoundWithoutAWordInCommon() {
        assertThat(found("Comparing waysto keepthe logsof smallservices")).contains("logs");
    }

    @Test
    void theBestComesFirstAndOnce() {
        assertThat(found("Compare ways to bake bread, and keep the logs of small services")).startsWith("logs")
                .doesNotHaveDuplicates();
    }

    @Test
    void othersMemoriesAreNotFound() {
        assertThat(memories.search("logs", UUID.randomUUID().toString(), 5)).isEmpty();
    }

    private void store(String name, String text, Instant at) {
        memories.store(new Memory(owner + "/" + name, owner, text, "", 0, at));
    }

    /// The names of the best five.
    private List<String> found(String text) {
        return memories.search(text, owner, 5)
                .stream()
                .map(memory -> memory.goalId().substring(owner.length() + 1))
                .toList();
    }
}
