package dev.astra.services.identity;

import dev.astra.services.contract.Token;
import dev.astra.services.contract.User;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Tokens of the form `base64url(user:expiry in epoch seconds).base64url(HMAC-SHA256)`. Safe for use by many threads.
final class Tokens {
    private final Supplier<String> secret;
    private final Duration validity;
    private final Clock clock;
    private volatile @Nullable SecretKeySpec key;

    Tokens(Supplier<String> secret, Duration validity, Clock clock) {
        this.secret = secret;
        this.validity = validity;
        this.clock = clock;
    }

    Token issue(User user) {
        Instant expiresAt = clock.instant().plus(validity);
        String payload = encode((user.id() + ":" + expiresAt.getEpochSecond()).getBytes(StandardCharsets.UTF_8));
        return new Token(payload + "." + sign(payload), expiresAt, user);
    }

    /// The id of the user whom a token speaks for; empty when it is not ours, was changed, or has expired.
    Optional<String> userOf(String token) {
        String[] parts = token.split("\\.");
        if (parts.length != 2 || !MessageDigest.isEqual(bytes(sign(parts[0])), bytes(parts[1]))) {
            return Optional.empty();
        }
        String payload = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
        int colon = payload.lastIndexOf(':');
        Instant expiresAt = Instant.ofEpochSecond(Long.parseLong(payload.substring(colon + 1)));
        return expiresAt.isAfter(clock.instant()) ? Optional.of(payload.substring(0, colon)) : Optional.empty();
    }

    private String sign(String payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key());
            return encode(mac.doFinal(bytes(payload)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            known = new SecretKeySpec(bytes(secret.get()), "HmacSHA256");
            key = known;
        }
        return known;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
