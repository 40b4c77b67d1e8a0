package dev.astra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.launch.Running;
import dev.astra.model.ContainerService;
import dev.astra.model.Mount;
import dev.astra.model.Signal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreTest {
    private static final String PASSWORD = "astra-secret";

    @TempDir
    Path folder;

    @Test
    void keepsObjectsForThoseWhoKnowThePassword() throws Exception {
        try (StoreBench bench = new StoreBench(folder)) {
            ContainerService service = StoreBench.service("quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z",
                    bench.port, Map.of("MINIO_ROOT_USER", "astra", "MINIO_ROOT_PASSWORD", PASSWORD),
                    List.of(new Mount.Volume("objects", "/data", false)), "server", "/data", "--console-address",
                    ":9001");
            Running first = bench.start(service);
            assertThat(send(bench, "PUT", "/artifacts", "", PASSWORD).statusCode()).isEqualTo(200);
            assertThat(send(bench, "PUT", "/artifacts/a/b.txt", "hello", PASSWORD).statusCode()).isEqualTo(200);
            assertThat(send(bench, "GET", "/artifacts/a/b.txt", "", "wrong").statusCode()).isEqualTo(403);
            StoreBench.stop(first, Signal.TERM);

            Running second = bench.start(service);
            assertThat(send(bench, "GET", "/artifacts/a/b.txt", "", PASSWORD).body()).isEqualTo("hello");
            StoreBench.stop(second, Signal.TERM);
            assertThat(EmbeddedData.remove(StoreBench.stack(folder, service), bench.data("")))
                    .containsExactly("objects");
        }
    }

    /// Signs as S3 did first, which is short. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html
    private static HttpResponse<String> send(
            StoreBench bench, String method, String path, String body, String password) throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        String text = method + "\n\n\n" + date + "\n" + path;
        String signature = Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bench.port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Date", date)
                .header("Authorization", "AWS astra:" + signature)
                .timeout(Duration.ofSeconds(60))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
