package dev.astra.services.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;

/// Streams on a real Redis.
class StreamsTest {
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Problem HELLO = new Problem("hello", null);

    private final ServiceContext context = TestStores.context(ServiceName.TASK_SERVICE);
    private final Streams streams = context.streams();
    private final String stream = "test:" + UUID.randomUUID();

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void whatIsPublishedBeforeAnybodyReadsIsRead() {
        streams.publish(stream, HELLO);
        try (StreamReader<Problem> reader = reader("one")) {
            assertThat(next(reader)).extracting(Delivery::message).containsExactly(HELLO);
        }
    }

    @Test
    void whatWasNotAcknowledgedComesAgainAfterARestart() {
        streams.publish(stream, HELLO);
        try (StreamReader<Problem> reader = reader("one")) {
            assertThat(next(reader)).hasSize(1);
        }
        try (StreamReader<Problem> restarted = streams.soleReader("group", "one", List.of(stream), Problem.class)) {
            List<Delivery<Problem>> again = next(restarted);
            assertThat(again).extracting(Delivery::message).containsExactly(HELLO);
            restarted.acknowledge(again);
        }
        assertThat(context.redis().<Long>with(jedis -> jedis.xlen(stream))).isZero();
    }

    @Test
    void aGroupThatIsGoneIsMadeAgain() {
        try (StreamReader<Problem> reader = reader("one")) {
            reader.read(1, PATIENCE);
            context.redis().with(jedis -> jedis.del(stream));
            streams.publish(stream, HELLO);
            assertThat(next(reader)).extracting(Delivery::message).containsExactly(HELLO);
        }
    }

    @Test
    void aMessageThatCannotBeReadDoesNotHoldUpTheNext() {
        context.redis().with(jedis -> jedis.xadd(stream, StreamEntryID.NEW_ENTRY, Map.of("body", "[nonsense")));
        streams.publish(stream, HELLO);
        try (StreamReader<Problem> reader = streams.soleReader("group", "one", List.of(stream), Problem.class)) {
            List<Delivery<Problem>> found = next(reader);
            assertThat(found).extracting(Delivery::message).containsExactly(HELLO);
            reader.acknowledge(found);
        }
        assertThat(context.redis().<Long>with(jedis -> jedis.xlen(stream))).isZero();
    }

    @Test
    void aMessageKeepsItsTrace() {
        Trace trace = Trace.begin();
        trace.call(() -> {
            streams.publish(stream, HELLO);
            return 1;
        });
        try (StreamReader<Problem> reader = reader("one")) {
            assertThat(next(reader).getFirst().trace().traceId()).isEqualTo(trace.traceId());
        }
    }

    @Test
    void redisAnswers() {
        assertThat(context.redis().<String>with(Jedis::ping)).isEqualTo("PONG");
    }

    private StreamReader<Problem> reader(String consumer) {
        return streams.reader("group", consumer, List.of(stream), Problem.class);
    }

    /// The first read may only make the group, or find nothing left over.
    private static List<Delivery<Problem>> next(StreamReader<Problem> reader) {
        List<Delivery<Problem>> found = new ArrayList<>();
        for (int read = 0; found.isEmpty() && read < 10; read++) {
            found.addAll(reader.read(10, PATIENCE));
        }
        return found;
    }
}
