package dev.astra.embedded.provision;

import dev.astra.launch.LaunchException;
import dev.astra.launch.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// S3Proxy as a folder of jars. Its dependencies for other clouds, two thirds of them, are left out: with files below it
/// none of them is ever loaded. Source: https://github.com/gaul/s3proxy
public final class ObjectStoreJars {
    public static final String VERSION = "4.1.0";
    /// At its default level it writes a line a request and is twenty times slower.
    private static final String LOGBACK = """
            <configuration>
              <appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{HH:mm:ss.SSS} %level %logger{0} %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="STDOUT"/></root>
            </configuration>
            """;
    private static final List<String> ARTIFACTS = List.of("org.gaul:s3proxy:" + VERSION, "args4j:args4j:2.37",
            "ch.qos.logback:logback-classic:1.6.3", "ch.qos.logback:logback-core:1.6.3",
            "org.slf4j:slf4j-api:2.0.18", "com.google.guava:guava:33.7.1-jre", "com.google.guava:failureaccess:1.0.3",
            "tools.jackson.core:jackson-core:3.2.2", "tools.jackson.core:jackson-databind:3.2.2",
            "tools.jackson.dataformat:jackson-dataformat-xml:3.2.2",
            // what S3Proxy's own description leads to is older, and it dies of that at start
            "com.fasterxml.jackson.core:jackson-annotations:2.21",
            "com.fasterxml.woodstox:woodstox-core:7.0.0", "org.codehaus.woodstox:stax2-api:4.2.2",
            "jakarta.servlet:jakarta.servlet-api:6.0.0", "org.reactivestreams:reactive-streams:1.0.4",
            "software.amazon.eventstream:eventstream:1.0.1");
    /// The records and checksums of Amazon's SDK, which S3Proxy speaks in; its transports stay out.
    private static final String SDK_VERSION = "2.54.2";
    private static final List<String> SDK = List.of("annotations", "arns", "auth", "aws-core", "aws-query-protocol",
            "aws-xml-protocol", "checksums", "checksums-spi", "crt-core", "endpoints-spi", "http-auth",
            "http-auth-aws", "http-auth-aws-eventstream", "http-auth-spi", "http-client-spi", "identity-spi",
            "json-utils", "metrics-spi", "profiles", "protocol-core", "regions", "retries", "retries-spi", "s3",
            "sdk-core", "sts", "third-party-jackson-core", "utils", "utils-lite");

    private ObjectStoreJars() {}

    /// The name of the cache's entry.
    public static String entry() {
        return "s3proxy-" + VERSION;
    }

    /// The folder, downloaded where it is not there yet.
    public static Path provide(BinaryCache cache, Progress progress)
            throws IOException, LaunchException, InterruptedException {
        return cache.provide(entry(), folder -> {
            for (Path jar : MavenDownloads.fetch("S3Proxy " + VERSION, artifacts(), progress)) {
                Files.copy(jar, folder.resolve(jar.getFileName()));
            }
            Files.writeString(logback(folder), LOGBACK);
        });
    }

    private static List<String> artifacts() {
        Stream<String> sdk = SDK.stream().map(name -> "software.amazon.awssdk:" + name + ":" + SDK_VERSION);
        return Stream.concat(ARTIFACTS.stream(), sdk).toList();
    }

    /// The class path, always in the same order: an AOT cache is only good for the one it was made with.
    public static String classPath(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.joining(":"));
        }
    }

    /// The configuration of its log.
    public static Path logback(Path folder) {
        return folder.resolve("logback.xml");
    }
}
