package dev.astra.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class EngineSearchTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"docker.sock, XDG_RUNTIME_DIR, rootless Docker", "podman/podman.sock, XDG_RUNTIME_DIR, rootless Podman", ".docker/desktop/docker.sock, HOME, Docker Desktop", ".colima/default/docker.sock, HOME, Colima"})
    void looksAtTheUsualSockets(String socket, String variable, String source) throws Exception {
        Path path = folder.resolve(socket);
        Files.createDirectories(path.getParent());
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            Thread _ = Thread.ofPlatform().daemon().start(() -> answer(server));
            assertThat(EngineAddress.candidates(Map.of(variable, folder.toString())))
                    .contains(new EngineAddress("unix://" + path, source));
            assertThat(EngineSearch.begin(Map.of("DOCKER_HOST", "unix://" + path)).engine()).isPresent();
        }
    }

    private static void answer(ServerSocketChannel server) {
        try (SocketChannel client = server.accept()) {
            client.read(ByteBuffer.allocate(1024));
            client.write(ByteBuffer
                    .wrap("HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\n\r\nOK".getBytes(StandardCharsets.US_ASCII)));
        } catch (java.io.IOException gone) {
            return;
        }
    }

    @Test
    void speaksOverTlsWithTheCertificatesThatTheCallerNames() throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("DOCKER_TLS_VERIFY", "1"));
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.setHttpsConfigurator(new HttpsConfigurator(certificates()));
        server.createContext("/_ping", exchange -> {
            exchange.getResponseHeaders().add("Api-Version", "1.41");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            environment.put("DOCKER_HOST", "tcp://localhost:" + server.getAddress().getPort());
            environment.put("DOCKER_CERT_PATH", folder.toString());
            EngineSearch found = EngineSearch.begin(environment);
            assertThat(found.engine()).as("%s", found.tried()).isPresent();
            assertThat(found.engine().orElseThrow().apiVersion()).isEqualTo("1.41");

            environment.put("DOCKER_CERT_PATH", folder.resolve("none").toString());
            assertThat(EngineSearch.begin(environment).tried()).singleElement().asString().contains("DOCKER_CERT_PATH");
            environment.remove("DOCKER_TLS_VERIFY");
            assertThat(EngineSearch.begin(environment).engine()).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    /// A key pair of keytool's, for both sides, in the files that Docker's are named.
    private SSLContext certificates() throws Exception {
        char[] password = "changeit".toCharArray();
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-genkeypair", "-alias", "it", "-keyalg", "RSA", "-dname", "CN=localhost", "-ext", "san=dns:localhost",
                "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", "changeit").inheritIO().start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password);
        }
        String certificate = pem("CERTIFICATE", keys.getCertificate("it").getEncoded());
        Files.writeString(folder.resolve("ca.pem"), certificate);
        Files.writeString(folder.resolve("cert.pem"), certificate);
        Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", keys.getKey("it", password).getEncoded()));
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(bytes)
                + "\n-----END " + kind + "-----\n";
    }
}
