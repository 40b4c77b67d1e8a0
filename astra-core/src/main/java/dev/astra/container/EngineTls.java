package dev.astra.container;

import com.github.dockerjava.core.LocalDirectorySSLConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// What an engine behind TLS is spoken to with, as the `docker` command has it: DOCKER_TLS_VERIFY says that an address `tcp://` is one,
/// DOCKER_CERT_PATH where ca.pem, cert.pem and key.pem are.
final class EngineTls {
    private EngineTls() {}

    /// The folder of the certificates; empty: there is no TLS.
    static Optional<String> folder(String address, Map<String, String> environment) {
        if (!address.startsWith("tcp://") || environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty()) {
            return Optional.empty();
        }
        String usual = Path.of(environment.getOrDefault("HOME", ""), ".docker").toString();
        String configured = environment.getOrDefault("DOCKER_CONFIG", usual);
        return Optional.of(environment.getOrDefault("DOCKER_CERT_PATH", configured));
    }

    /// @throws RuntimeException when there are no certificates, or they can't be read
    static Optional<SSLContext> context(String address, Map<String, String> environment) {
        return folder(address, environment).map(EngineTls::read);
    }

    private static SSLContext read(String folder) {
        @Nullable
        SSLContext context = new LocalDirectorySSLConfig(folder).getSSLContext();
        if (context == null) {
            throw new IllegalArgumentException("no ca.pem, cert.pem and key.pem in " + folder);
        }
        return context;
    }
}
