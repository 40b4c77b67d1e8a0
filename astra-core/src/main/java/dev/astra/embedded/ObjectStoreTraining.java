package dev.astra.embedded;

import dev.astra.embedded.provision.BinaryCache;
import dev.astra.embedded.provision.Folders;
import dev.astra.embedded.provision.ObjectStoreJars;
import dev.astra.embedded.provision.Tool;
import dev.astra.launch.LaunchException;
import dev.astra.launch.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// S3Proxy's AOT cache, which more than halves its start: made once for each JDK by a run that starts, answers and ends.
///
/// @param jars the folder of its jars
record ObjectStoreTraining(Path jars) {
    private static final String CACHE = "s3proxy.aot";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    /// S3Proxy's command in the JDK that runs this.
    ///
    /// @param options of the JVM, beside those that are always there
    static List<String> command(Path jars, Path settings, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms16m", "-Xmx256m", "-Xss512k",
                "-Dlogback.configurationFile=" + ObjectStoreJars.logback(jars)));
        command.addAll(options);
        command.addAll(List.of("-cp", ObjectStoreJars.classPath(jars), "org.gaul.s3proxy.Main", "--properties",
                settings.toString()));
        return command;
    }

    /// The name of the cache's entry for the JDK that runs this.
    static String entry() {
        String jdk = Runtime.version() + System.getProperty("java.home") + System.getProperty("java.vm.vendor");
        return ObjectStoreJars.entry() + "-aot-" + Runtime.version().feature() + "-"
                + Integer.toHexString(jdk.hashCode());
    }

    /// The cache's file, made first where there is none; empty where it could not be made, which only costs time.
    Optional<Path> provide(BinaryCache cache, Progress progress)
            throws IOException, LaunchException, InterruptedException {
        Path folder = cache.provide(entry(), empty -> {
            progress.report("preparing S3Proxy for quick starts", Optional.empty());
            train(empty);
        });
        return Optional.of(folder.resolve(CACHE)).filter(Files::isRegularFile);
    }

    private void train(Path folder) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("astra-s3");
        try {
            Address address = new Address("127.0.0.1", freePort());
            Path settings = work.resolve("s3proxy.properties");
            ObjectStore.write(settings, ObjectStore.properties(address, work, "training", "training"));
            List<String> command = command(jars, settings, List.of("-XX:AOTCacheOutput=" + folder.resolve(CACHE)));
            Process process = new Tool(command, work, Map.of()).start(work.resolve("output"),
                    ProcessBuilder.Redirect.PIPE);
            try {
                exercise(process, address);
                process.destroy();
                process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Folders.delete(work);
        }
    }

    private static void exercise(Process process, Address address) throws InterruptedException {
        StoreProbe probe = LineProbe.http(address);
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (process.isAlive() && System.nanoTime() < end) {
            if (probe.problem(5_000).isEmpty()) {
                return;
            }
            Thread.sleep(50);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
