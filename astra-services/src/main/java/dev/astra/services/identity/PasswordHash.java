package dev.astra.services.identity;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// PBKDF2 with HMAC-SHA256, as `iterations:salt:hash`.
final class PasswordHash {
    /// OWASP's password storage cheat sheet asks for 600,000; this platform runs on one's own machine.
    private static final int ITERATIONS = 20_000;
    private static final int BYTES = 32;
    /// Matches no password.
    static final String NOBODY = ITERATIONS + ":AAAAAAAAAAAAAAAAAAAAAA==:AAAA";

    private PasswordHash() {}

    static String of(String password) {
        String salt = random();
        return ITERATIONS + ":" + salt + ":" + hash(password, salt, ITERATIONS);
    }

    static boolean matches(String password, String stored) {
        String[] parts = stored.split(":");
        String hash = hash(password, parts[1], Integer.parseInt(parts[0]));
        return MessageDigest.isEqual(hash.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                parts[2].getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    /// 32 random bytes in base64.
    static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String hash(String password, String salt, int iterations) {
        try {
            PBEKeySpec key = new PBEKeySpec(password.toCharArray(), Base64.getDecoder().decode(salt), iterations,
                    BYTES * 8);
            return Base64.getEncoder()
                    .encodeToString(
                            SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(key).getEncoded());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
