package dev.astra.services.together;

import dev.astra.services.kit.ObjectServer;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.TestStores;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import redis.embedded.RedisServer;

/// The whole platform in processes of its own, on free ports, with a database, a Redis and an object storage of its own.
public final class Platform implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final Map<String, String> environment = new HashMap<>();
    private final Set<Integer> given = new HashSet<>();
    private final List<Process> processes = new ArrayList<>();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final ObjectServer objects = new ObjectServer();
    private final RedisServer redis;

    /// @param folder where tools run
    public Platform(Path folder) throws IOException {
        int redisPort = freePort();
        redis = RedisServer.newRedisServer().port(redisPort).bind("127.0.0.1").setting("save \"\"").build();
        redis.start();
        environment.putAll(TestStores.ownDatabase());
        environment.put("REDIS_URL", "redis://127.0.0.1:" + redisPort);
        environment.put("MEMCACHED_ADDRESS", "127.0.0.1:1");
        environment.put("S3_ENDPOINT", objects.url());
        environment.put("TOOL_FOLDER", folder.toString());
        environment.put("CHROMIUM", "none");
        for (ServiceName name : ServiceName.values()) {
            int port = freePort();
            environment.put(name.name() + "_PORT", String.valueOf(port));
            environment.put(name.name() + "_URL", "http://127.0.0.1:" + port);
        }
    }

    /// One that nobody has and nobody was given, below those that the system takes for connections going out
    /// (net.ipv4.ip_local_port_range): such a connection could have it before the service does.
    private int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            if (given.add(port) && isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (BindException _) {
            return false;
        }
    }

    /// What its processes are started with.
    public Map<String, String> environment() {
        return environment;
    }

    /// Starts a process with this main class; returns when so many services listen.
    public Process start(int services, String... mainAndArguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp",
                        System.getProperty("java.class.path")));
        command.addAll(List.of(mainAndArguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.add(process);
        CountDownLatch listening = new CountDownLatch(services);
        Thread.ofVirtual().start(() -> read(process, listening));
        if (!listening.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("it does not listen: " + String.join("\n", lines));
        }
        return process;
    }

    /// What its processes have written, a line each, so far.
    List<String> lines() {
        return List.copyOf(lines);
    }

    private void read(Process process, CountDownLatch listening) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.contains("\"message\":\"listening\"")) {
                    listening.countDown();
                }
            }
        } catch (IOException _) {
            // it was killed
        }
    }

    /// SIGKILL.
    static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws IOException {
        processes.forEach(Process::destroyForcibly);
        redis.stop();
        objects.close();
    }
}
