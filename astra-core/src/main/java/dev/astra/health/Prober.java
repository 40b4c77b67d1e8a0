package dev.astra.health;

import dev.astra.launch.ExecResult;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Running;
import dev.astra.model.ComposeDuration;
import dev.astra.model.Healthcheck;
import dev.astra.model.Probe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/// Asks one run of a service whether it is well. Knows nothing of intervals and retries: it answers one question at a time, and callers that
/// ask at once wait for each other. Safe for use by several threads.
public final class Prober {
    private final Probe probe;
    private final Duration timeout;
    private final Running running;
    private final PortGuard guard;
    private final Optional<LogMatch> log;

    private Prober(Healthcheck check, Running running, PortGuard guard, Optional<LogMatch> log) {
        probe = check.probe();
        timeout = check.timeout();
        this.running = running;
        this.guard = guard;
        this.log = log;
    }

    /// Of a run that shares its port with nobody.
    ///
    /// @param output read by this prober alone
    /// @throws PatternSyntaxException when a log probe's regex is none
    public static Prober forRun(Healthcheck check, Running running, RunOutput output, PortOwner owner) {
        return forRun(check, running, output, owner, false);
    }

    /// @param output read by this prober alone
    /// @param shares whether others may listen on the run's port, too, as one that it is to replace
    /// @throws PatternSyntaxException when a log probe's regex is none
    public static Prober forRun(
            Healthcheck check, Running running, RunOutput output, PortOwner owner, boolean shares) {
        Optional<LogMatch> log = check.probe() instanceof Probe.Log(String regex)
                ? Optional.of(new LogMatch(regex, output))
                : Optional.empty();
        return new Prober(check, running, new PortGuard(running, owner, shares), log);
    }

    /// Asks once and waits for the answer, at most for the health check's timeout.
    public synchronized ProbeResult probe() throws InterruptedException {
        Deadline deadline = Deadline.in(timeout);
        ProbeResult result = switch (probe) {
            case Probe.Http(URI url) -> http(url, deadline);
            case Probe.Tcp(String host, int port) -> tcp(host, port, deadline);
            case Probe.Exec(List<String> command) -> exec(command);
            case Probe.Log(String regex) -> log(regex, deadline);
        };
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return result;
    }

    private ProbeResult http(URI url, Deadline deadline) throws InterruptedException {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        try (Socket plain = Connection.open(url.getHost(), port, deadline)) {
            return secure ? tls(url, plain, deadline) : get(url, plain, plain, deadline);
        } catch (IOException failure) {
            return ProbeResult.ill(String.valueOf(failure.getMessage()));
        }
    }

    private ProbeResult tls(URI url, Socket plain, Deadline deadline) {
        try (Socket socket = Tls.over(plain, url.getHost(), deadline)) {
            return get(url, plain, socket, deadline);
        } catch (SocketTimeoutException _) {
            return ProbeResult.ill("GET " + url + ": no TLS handshake within " + ComposeDuration.format(timeout));
        } catch (IOException failure) {
            return ProbeResult.ill("GET " + url + ": " + failure.getMessage());
        }
    }

    private ProbeResult get(URI url, Socket plain, Socket socket, Deadline deadline) {
        try {
            HttpExchange.Answer answer = new HttpExchange(socket, deadline).get(url);
            Optional<String> objection = guard.objection(peer(plain));
            if (objection.isPresent()) {
                return ProbeResult.ill(objection.get());
            }
            String body = answer.body().isEmpty() ? "" : ": " + answer.body();
            return new ProbeResult(answer.status() < 400, "GET " + url + " answered " + answer.status() + body);
        } catch (SocketTimeoutException _) {
            return ProbeResult.ill("GET " + url + " gave no answer within " + ComposeDuration.format(timeout));
        } catch (IOException failure) {
            return ProbeResult.ill("GET " + url + ": " + failure.getMessage());
        }
    }

    private ProbeResult tcp(String host, int port, Deadline deadline) throws InterruptedException {
        try (Socket socket = Connection.open(host, port, deadline)) {
            InetSocketAddress peer = peer(socket);
            return guard.objection(peer)
                    .map(ProbeResult::ill)
                    .orElseGet(() -> ProbeResult.well("connected to " + Connection.words(peer)));
        } catch (IOException failure) {
            return ProbeResult.ill(String.valueOf(failure.getMessage()));
        }
    }

    private static InetSocketAddress peer(Socket socket) {
        return new InetSocketAddress(socket.getInetAddress(), socket.getPort());
    }

    private ProbeResult exec(List<String> command) throws InterruptedException {
        String words = "`" + String.join(" ", command) + "`";
        try {
            ExecResult result = running.exec(command, timeout);
            if (result.timedOut()) {
                return ProbeResult.ill(words + " did not end within " + ComposeDuration.format(timeout));
            }
            String output = result.output().strip();
            String shown = output.isEmpty() ? "" : ": " + output.substring(Math.max(output.length() - 200, 0));
            return new ProbeResult(result.exit().success(), words + " " + result.exit().describe() + shown);
        } catch (LaunchException failure) {
            return ProbeResult.ill(String.valueOf(failure.getMessage()));
        }
    }

    private ProbeResult log(String regex, Deadline deadline) {
        try {
            return log.orElseThrow().found(deadline)
                    ? ProbeResult.well("the output matches /" + regex + "/")
                    : ProbeResult.ill("no match of /" + regex + "/ in the output yet");
        } catch (IOException failure) {
            return ProbeResult.ill("the output could not be read: " + failure.getMessage());
        } catch (LogMatch.TooSlow | StackOverflowError _) {
            return ProbeResult.ill("/" + regex + "/ needs longer than " + ComposeDuration.format(timeout)
                    + " to match the output; make it simpler");
        }
    }
}
