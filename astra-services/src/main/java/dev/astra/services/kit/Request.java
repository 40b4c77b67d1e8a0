package dev.astra.services.kit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request, with the parts of its path that the route names.
public final class Request {
    private static final int LARGEST_BODY = 4 * 1024 * 1024;

    private final HttpExchange exchange;
    private final Map<String, String> pathParts;

    Request(HttpExchange exchange, Map<String, String> pathParts) {
        this.exchange = exchange;
        this.pathParts = pathParts;
    }

    /// What stands in the path where the route says `{name}`.
    public String path(String name) {
        String part = pathParts.get(name);
        if (part == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}");
        }
        return part;
    }

    /// A parameter of the query, decoded.
    public Optional<String> query(String name) {
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    /// A whole number of the query, within these bounds.
    public int query(String name, int fallback, int least, int most) {
        String text = query(name).orElse(String.valueOf(fallback));
        try {
            return Math.clamp(Integer.parseInt(text), least, most);
        } catch (NumberFormatException _) {
            throw new Refusal(400, name + " is not a whole number: " + text, "use " + least + " to " + most);
        }
    }

    public @Nullable String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    /// The address of who asks, without the port.
    public String remoteAddress() {
        return exchange.getRemoteAddress().getAddress().getHostAddress();
    }

    /// The body as a message.
    /// @throws Refusal when it is no such message, or over 4 MiB
    public <T> T body(Class<T> type) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw new Refusal(413, "the body is over 4 MiB", "send less");
        }
        return Json.read(type, bytes);
    }
}
