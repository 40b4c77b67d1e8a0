package dev.astra.services.browserworker;

import dev.astra.services.worker.JobFailed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fetches pages over plain HTTP: 15 s and 4 MiB at most, and nothing but text. Safe for use by many threads.
final class Fetcher {
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([A-Za-z0-9._:-]+)");
    private static final Pattern TEXTS = Pattern
            .compile("text/.*|application/(json|xml|xhtml\\+xml|.*\\+json|.*\\+xml)");

    /// Made with the first page.
    private static final class Shared {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /// A page as it was sent.
    ///
    /// @param address where it was in the end
    record Page(URI address, String contentType, String text) {
        boolean isHtml() {
            return contentType.contains("html");
        }
    }

    /// @throws JobFailed when there is no such page
    Page fetch(URI address) throws JobFailed, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(LONGEST)
                .header("User-Agent", "astra-browser-worker/1")
                .header("Accept", "text/html, text/*;q=0.9, */*;q=0.5")
                .build();
        CompletableFuture<HttpResponse<byte[]>> asked = Shared.CLIENT.sendAsync(request,
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            return page(address, asked.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException failure) {
            throw new JobFailed(address + " can't be read: " + failure.getCause(), failure);
        } catch (TimeoutException late) {
            throw new JobFailed(address + " did not come within " + LONGEST.toSeconds() + " s", late);
        } finally {
            asked.cancel(true);
        }
    }

    private static Page page(URI address, HttpResponse<byte[]> response) throws JobFailed {
        if (response.statusCode() >= 300) {
            throw new JobFailed(address + " answered " + response.statusCode());
        }
        String type = response.headers().firstValue("Content-Type").orElse("text/html").toLowerCase(Locale.ROOT);
        if (!TEXTS.matcher(type.split(";")[0].strip()).matches()) {
            throw new JobFailed(address + " is no text but " + type);
        }
        return new Page(response.uri(), type, new String(response.body(), charset(type)));
    }

    private static Charset charset(String contentType) {
        Matcher named = CHARSET.matcher(contentType);
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return StandardCharsets.UTF_8;
        }
    }
}
