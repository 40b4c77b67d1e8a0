package dev.astra.health;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// One GET over an open connection, as HTTP/1.1 (RFC 9112) has it, and no more than a probe needs: no redirect is followed, and at most
/// [#BOUND] bytes are read. A plain socket because the JDK's client takes 150 ms and more to load, on the way to the first start.
final class HttpExchange {
    static final int BOUND = 64 * 1024;
    private static final int FIRST = 4 * 1024;
    private static final Duration DRAIN = Duration.ofMillis(50);
    private static final int SHOWN = 200;

    private final Socket socket;
    private final Deadline deadline;
    private byte[] answer = new byte[FIRST];
    private int length;
    private boolean ended;

    HttpExchange(Socket socket, Deadline deadline) {
        this.socket = socket;
        this.deadline = deadline;
    }

    /// What came back.
    ///
    /// @param body its first characters, on one line, when it tells of a failure
    record Answer(int status, String body) {}

    /// @throws java.net.SocketTimeoutException when no complete head came in time
    Answer get(URI url) throws IOException {
        socket.getOutputStream().write(request(url).getBytes(StandardCharsets.UTF_8));
        int start = 0;
        while (true) {
            int end = head(start);
            String head = new String(answer, start, end - start, StandardCharsets.ISO_8859_1);
            int status = status(head);
            if (status >= 200 || status == 101) {
                drain(end, head);
                return new Answer(status, status < 400 ? "" : body(end, head));
            }
            start = end;
        }
    }

    private static String request(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String host = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        return "GET " + path + query + " HTTP/1.1\r\nHost: " + host
                + "\r\nUser-Agent: astra-health\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    }

    /// Reads until the head that begins at `start` is whole; returns where its body begins.
    private int head(int start) throws IOException {
        int scanned = start;
        while (true) {
            for (; scanned < length; scanned++) {
                if (answer[scanned] == '\n' && blankLineEndsAt(start, scanned)) {
                    return scanned + 1;
                }
            }
            if (length == BOUND || !more(deadline)) {
                throw new IOException(length == start ? "closed the connection without an answer" : notHttp(start));
            }
        }
    }

    private boolean blankLineEndsAt(int start, int at) {
        int before = at - 1;
        if (before >= start && answer[before] == '\r') {
            before--;
        }
        return before >= start && answer[before] == '\n';
    }

    private int status(String head) throws IOException {
        if (head.length() >= 12 && head.startsWith("HTTP/")) {
            String code = head.substring(9, 12);
            if (head.charAt(8) == ' ' && code.chars().allMatch(each -> each >= '0' && each <= '9')) {
                return Integer.parseInt(code);
            }
        }
        throw new IOException(notHttp(0));
    }

    private String notHttp(int start) {
        return "answered something that is not HTTP: " + shown(start, length);
    }

    private boolean more(Deadline until) throws IOException {
        socket.setSoTimeout(until.remainingMillis());
        InputStream in = socket.getInputStream();
        if (length == answer.length) {
            answer = Arrays.copyOf(answer, BOUND);
        }
        int count = in.read(answer, length, answer.length - length);
        ended = count < 0;
        length += Math.max(count, 0);
        return !ended;
    }

    /// Takes the rest of a short answer, so that the server does not see its connection reset. The status has been said already: a
    /// body that dribbles changes nothing.
    private void drain(int bodyStart, String head) {
        int wanted = contentLength(head);
        Deadline soon = deadline.orIn(DRAIN);
        try {
            while (!ended && length < BOUND && (wanted < 0 || length - bodyStart < wanted)) {
                if (!more(soon)) {
                    return;
                }
            }
        } catch (IOException _) {
            ended = true;
        }
    }

    private static int contentLength(String head) {
        return head.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith("content-length:"))
                .map(line -> line.substring("content-length:".length()).strip())
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .findFirst()
                .orElse(-1);
    }

    private String body(int start, String head) {
        boolean chunked = head.toLowerCase(Locale.ROOT).matches("(?s).*\ntransfer-encoding:[^\n]*chunked.*");
        if (!chunked) {
            return shown(start, length);
        }
        int first = start;
        while (first < length && answer[first] != '\n') {
            first++;
        }
        int end = first + 1;
        while (end < length && answer[end] != '\r') {
            end++;
        }
        return shown(Math.min(first + 1, length), end);
    }

    private String shown(int start, int end) {
        byte[] bytes = Arrays.copyOfRange(answer, start, Math.clamp(end, start, start + 4 * SHOWN));
        String text = new String(bytes, StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
