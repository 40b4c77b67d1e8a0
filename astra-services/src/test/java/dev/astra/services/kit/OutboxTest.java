package dev.astra.services.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astra.services.task.TaskService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is stored and what is published of it, on a real Postgres and a real Redis.
@Timeout(60)
class OutboxTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServiceContext context = TestStores.context(ServiceName.TASK_SERVICE);
    private final Database database = context.database(TaskService.class);
    private final Outbox outbox = context.outbox(database);
    private final String stream = "test:" + UUID.randomUUID();

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void nothingIsPublishedBeforeItIsStored() throws Exception {
        context.open();
        outbox.store((session, announce) -> {
            announce.accept(message("one"));
            assertThat(length()).isZero();
            return "";
        });
        assertThat(published(1)).containsExactly("one");
    }

    @Test
    void whatIsUndoneIsNotPublished() throws Exception {
        context.open();
        assertThatThrownBy(() -> outbox.store((session, announce) -> {
            announce.accept(message("undone"));
            throw new Refusal(422, "no", "");
        })).isInstanceOf(Refusal.class);
        say("after it");
        assertThat(published(1)).containsExactly("after it");
    }

    @Test
    void whatAnEarlierProcessLeftIsPublishedInItsOrder() throws Exception {
        try (ServiceContext earlier = TestStores.context(ServiceName.TASK_SERVICE)) {
            // its relay never runs
            Outbox unread = earlier.outbox(earlier.database(TaskService.class));
            unread.store((session, announce) -> {
                announce.accept(message("one"));
                announce.accept(message("two"));
                return "";
            });
        }
        context.open();
        assertThat(published(2)).containsExactly("one", "two");
    }

    @Test
    void whatIsPublishedLeavesTheTable() throws Exception {
        context.open();
        say("one");
        say("two");
        assertThat(published(2)).contains("one");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (rows() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(rows()).isZero();
    }

    private void say(String text) {
        outbox.store((session, announce) -> {
            announce.accept(message(text));
            return text;
        });
    }

    private Outbox.Message message(String text) {
        return new Outbox.Message(stream, new Problem(text, null));
    }

    private long length() {
        return context.redis().with(jedis -> jedis.xlen(stream));
    }

    private int rows() {
        return database.first("SELECT count(*) FROM outbox WHERE stream = ?", row -> row.getInt(1), stream)
                .orElseThrow();
    }

    /// Waits for so many messages.
    private List<String> published(int count) {
        List<String> texts = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (StreamReader<Problem> reader = context.streams()
                .soleReader("test", "test", List.of(stream), Problem.class)) {
            while (texts.size() < count && System.nanoTime() < deadline) {
                List<Delivery<Problem>> read = reader.read(count, Duration.ofMillis(200));
                read.forEach(each -> texts.add(String.valueOf(each.message().error())));
                reader.acknowledge(read);
            }
        }
        return texts;
    }
}
