package dev.astra.services.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// What a handler answers.
public sealed interface Response {
    /// A whole body.
    ///
    /// @param status the HTTP status
    /// @param contentType of the body
    /// @param body its bytes, possibly none
    record Whole(int status, String contentType, byte[] body) implements Response {}

    /// Server-sent events, written for as long as the source runs.
    record Events(EventSource source) implements Response {}

    /// Writes events until it returns; an [IOException] of the writer means that nobody listens any more.
    interface EventSource {
        void writeTo(EventWriter writer) throws IOException, InterruptedException;
    }

    /// Writes one event, and flushes it.
    interface EventWriter {
        /// @param data one line, such as JSON
        void event(String name, String data) throws IOException;

        /// A sign of life for proxies and broken connections.
        void comment(String text) throws IOException;
    }

    /// 200 and a message.
    static Response ok(Object message) {
        return json(200, message);
    }

    /// A message with this status.
    static Response json(int status, Object message) {
        return new Whole(status, "application/json", Json.write(message).getBytes(StandardCharsets.UTF_8));
    }

    /// 200 and some bytes.
    static Response bytes(String contentType, byte[] bytes) {
        return new Whole(200, contentType, bytes);
    }

    /// Server-sent events.
    static Response events(EventSource source) {
        return new Events(source);
    }
}
