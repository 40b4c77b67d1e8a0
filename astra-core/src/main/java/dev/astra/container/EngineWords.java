package dev.astra.container;

import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an engine or a registry says when something fails, in words that tell what to do.
final class EngineWords {
    /// docker-java's messages are `Status 404: {"message":"No such image: x"}`.
    private static final Pattern MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private EngineWords() {}

    /// The engine's own message, without docker-java's wrapping.
    static String of(Throwable failure) {
        Throwable root = failure;
        while (!(root instanceof DockerException) && root.getCause() != null) {
            root = root.getCause();
        }
        String text = String.valueOf(root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
        Matcher matcher = MESSAGE.matcher(text);
        return (matcher.find()
                ? matcher.group(1).replace("\\\"", "\"").replace("\\n", " ").replace("\\\\", "\\")
                : text)
                .strip();
    }

    /// Whether the engine could not be reached at all.
    static boolean unreachable(Throwable failure) {
        for (@Nullable
        Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof DockerException) {
                return false;
            }
            if (each instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /// Why an image is not there, though nobody said that something is wrong.
    static String brokenOff(String image) {
        return "cannot pull the image " + image
                + ": the engine broke off in the middle; see to it (`docker info`), then"
                + " `astra up`: what it has of the image counts";
    }

    /// Why an image can't be had, and what to do.
    static String pull(String image, String message) {
        String low = message.toLowerCase(Locale.ROOT);
        String advice;
        if (low.contains("no space left")) {
            advice = "the engine's disk is full: `docker system df` shows what can go, `docker system prune` removes it";
        } else if (low.contains("toomanyrequests") || low.contains("rate limit")) {
            advice = "the registry's limit of pulls is reached: `docker login`, or try again later";
        } else if (low.contains("no matching manifest")) {
            advice = "the image does not exist for this machine's processor: set platform, such as linux/amd64";
        } else if (low.contains("manifest unknown") || low.contains("manifest for")) {
            advice = "the registry has no such tag or digest: correct the image's name";
        } else if (low.contains("access denied") || low.contains("unauthorized")
                || low.contains("authentication required")) {
            advice = "no such image, or it is private: correct its name, or `docker login`";
        } else if (low.contains("no such host") || low.contains("dial tcp") || low.contains("timeout")
                || low.contains("connection refused") || low.contains("eof")
                || low.contains("network is unreachable")) {
            advice = "its registry can't be reached: see to the network or the proxy of the engine, or `docker pull` it when"
                    + " there is one; with --engine embedded, postgres, redis, memcached and minio run without images";
        } else {
            advice = "`docker pull " + image + "` may tell more";
        }
        return "cannot pull the image " + image + ": " + message + "; " + advice;
    }
}
