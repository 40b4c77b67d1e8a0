package dev.astra.control;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One request, in as much of HTTP/1.1 (RFC 9112) as the control socket speaks: a body has a Content-Length.
record HttpRequest(String method, String path, byte[] body) {
    private static final int MOST_HEAD = 16 << 10;
    /// Twice what Linux allows arguments and environment to take together.
    private static final int MOST_BODY = 4 << 20;

    /// @throws HttpProblem when it is no request, or a larger one than we take
    /// @throws IOException when the connection ends in the middle of it or takes too long
    static HttpRequest read(InputStream in) throws IOException, HttpProblem {
        int[] budget = {MOST_HEAD};
        List<String> words = List.of(readLine(in, budget).split(" ", -1));
        if (words.size() != 3 || !words.get(2).startsWith("HTTP/1.")) {
            throw new HttpProblem(400, "Bad Request", "this is no HTTP/1.1 request");
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = readLine(in, budget); !line.isEmpty(); line = readLine(in, budget)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new HttpProblem(400, "Bad Request", "this is no header: " + line);
            }
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        if (headers.containsKey("transfer-encoding")) {
            throw new HttpProblem(411, "Length Required", "say the body's Content-Length");
        }
        int length = length(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the connection ended in the middle of a request");
        }
        return new HttpRequest(words.get(0), words.get(1), body);
    }

    private static int length(String text) throws HttpProblem {
        try {
            int length = Integer.parseInt(text);
            if (length >= 0 && length <= MOST_BODY) {
                return length;
            }
        } catch (NumberFormatException none) {
            throw new HttpProblem(400, "Bad Request", "this is no length: " + text);
        }
        throw new HttpProblem(413, "Content Too Large", "a body has at most " + MOST_BODY + " bytes");
    }

    private static String readLine(InputStream in, int[] budget) throws IOException, HttpProblem {
        StringBuilder line = new StringBuilder();
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                throw new IOException("the connection ended in the middle of a request");
            }
            if (--budget[0] < 0) {
                throw new HttpProblem(431, "Request Header Fields Too Large", "at most " + MOST_HEAD + " bytes");
            }
            line.append((char) each);
        }
        String text = line.toString();
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /// The head of a response whose body ends with the connection.
    static byte[] head(int status, String reason, String type) {
        return "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
                .formatted(status, reason, type)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
