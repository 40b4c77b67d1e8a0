package dev.astra.services.kit;

import com.github.davidmoten.aws.lw.client.Client;
import com.github.davidmoten.aws.lw.client.HttpMethod;
import com.github.davidmoten.aws.lw.client.MaxAttemptsExceededException;
import com.github.davidmoten.aws.lw.client.Response;
import com.github.davidmoten.aws.lw.client.xml.XmlElement;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Object storage that speaks S3: one bucket, made when it is missing. Putting the same key again replaces the object whole.
/// Safe for use by many threads.
public final class ObjectStore implements Store {
    private final String endpoint;
    private final String accessKey;
    private final String secretKey;
    private final String bucket;
    private volatile @Nullable Client client;

    /// Opens nothing yet.
    public ObjectStore(Settings settings) {
        endpoint = settings.text("S3_ENDPOINT", "http://127.0.0.1:9000").replaceAll("/+$", "") + "/";
        accessKey = settings.text("S3_ACCESS_KEY", "astra");
        secretKey = settings.text("S3_SECRET_KEY", "astra-secret");
        bucket = settings.text("S3_BUCKET", "astra");
    }

    /// Stores an object under a key such as `goals/<id>/draft/1`.
    public void put(String key, String contentType, byte[] bytes) {
        Response response = putOnce(key, contentType, bytes);
        if (response.statusCode() == 404) {
            ask(open().path(bucket).method(HttpMethod.PUT));
            response = putOnce(key, contentType, bytes);
        }
        insist(response, "PUT " + key);
    }

    private Response putOnce(String key, String contentType, byte[] bytes) {
        return ask(
                open().path(bucket, key).method(HttpMethod.PUT).header("Content-Type", contentType).requestBody(bytes));
    }

    /// The object's bytes, if there is one.
    public Optional<byte[]> get(String key) {
        Response response = ask(open().path(bucket, key));
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        insist(response, "GET " + key);
        return Optional.of(response.content());
    }

    /// The keys that begin so, in their order; none where there is no bucket yet.
    public List<String> list(String prefix) {
        List<String> keys = new ArrayList<>();
        while (true) {
            Response response = ask(
                    open().path(bucket)
                            .query("prefix", prefix)
                            .query("marker", keys.isEmpty() ? "" : keys.getLast()));
            if (response.statusCode() == 404) {
                return keys;
            }
            insist(response, "GET the list of " + prefix);
            XmlElement page = XmlElement.parse(response.contentUtf8());
            page.childrenWithName("Contents").forEach(each -> keys.add(each.content("Key")));
            if (!page.content("IsTruncated").equals("true")) {
                return keys;
            }
        }
    }

    private static Response ask(com.github.davidmoten.aws.lw.client.Request request) {
        try {
            return request.response();
        } catch (UncheckedIOException | MaxAttemptsExceededException failure) {
            // the client calls it too many attempts when the connection fails at the only one
            Throwable cause = failure.getCause();
            throw new StoreUnavailable("s3", cause == null ? failure : cause);
        }
    }

    private void insist(Response response, String what) {
        if (!response.isOk()) {
            throw new StoreUnavailable("s3", new IllegalStateException(what + " in bucket " + bucket + ": status "
                    + response.statusCode() + " " + response.contentUtf8()));
        }
    }

    private Client open() {
        Client open = client;
        if (open == null) {
            open = Client.s3()
                    .region("us-east-1")
                    .accessKey(accessKey)
                    .secretKey(secretKey)
                    .baseUrlFactory((_, _) -> endpoint)
                    .connectTimeout(2, TimeUnit.SECONDS)
                    .readTimeout(10, TimeUnit.SECONDS)
                    .retryMaxAttempts(1)
                    .build();
            client = open;
        }
        return open;
    }

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public void check() {
        Response response = ask(open().path(bucket).method(HttpMethod.HEAD));
        if (response.statusCode() != 404) {
            insist(response, "HEAD");
        }
    }

    @Override
    public boolean required() {
        return true;
    }

    @Override
    public void close() {
        // it holds no connection of its own
    }
}
