package dev.astra.embedded;

import dev.astra.embedded.provision.Folders;
import dev.astra.embedded.provision.ObjectStoreJars;
import dev.astra.launch.LaunchException;
import dev.astra.model.ProcessSpec;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// Object storage that speaks S3: S3Proxy in a JVM of its own, a folder a bucket. It has no console.
final class ObjectStore {
    private ObjectStore() {}

    static ProcessSpec prepare(Site site) throws IOException, LaunchException, InterruptedException {
        Path jars = ObjectStoreJars.provide(site.surroundings().cache(), site.surroundings().progress());
        Optional<Path> aot = new ObjectStoreTraining(jars).provide(site.surroundings().cache(),
                site.surroundings().progress());
        Path data = site.data().path();
        if (site.data().owner() instanceof DataFolder.Owner.OneRun) {
            Folders.delete(data);
        }
        Files.createDirectories(data);
        Files.createDirectories(site.scratch());
        Path settings = site.scratch().resolve("s3proxy.properties");
        write(settings, properties(site.address(), data, user(site), password(site)));
        List<String> command = ObjectStoreTraining.command(jars, settings,
                aot.map(cache -> List.of("-XX:AOTCache=" + cache)).orElse(List.of()));
        return new ProcessSpec(command, site.stack(), Map.of("LC_ALL", "C.UTF-8"), false, false);
    }

    static Properties properties(Address address, Path data, String user, String password) {
        Properties properties = new Properties();
        properties.setProperty("s3proxy.endpoint", "http://" + address.host() + ":" + address.port());
        properties.setProperty("s3proxy.authorization", "aws-v2-or-v4");
        properties.setProperty("s3proxy.identity", user);
        properties.setProperty("s3proxy.credential", password);
        properties.setProperty("jclouds.provider", "filesystem-nio2");
        properties.setProperty("jclouds.filesystem.basedir", data.toString());
        return properties;
    }

    /// Passwords stand in a file of the user's own, not on a command line that everybody can read.
    static void write(Path file, Properties properties) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    /// MinIO's defaults: https://github.com/minio/minio/blob/master/docs/config/README.md
    private static String user(Site site) throws IOException, LaunchException {
        return site.variable(List.of("MINIO_ROOT_USER", "MINIO_ACCESS_KEY"), "minioadmin");
    }

    private static String password(Site site) throws IOException, LaunchException {
        return site.variable(List.of("MINIO_ROOT_PASSWORD", "MINIO_SECRET_KEY"), "minioadmin");
    }
}
