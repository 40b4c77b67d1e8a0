package dev.astra.watch.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Reads the directory and the manifest of a jar.
final class JarListing {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String VERSIONS = "META-INF/versions/";
    /// What describes a jar and is not run from it.
    private static final Pattern DESCRIPTIVE = Pattern.compile(
            "META-INF/(?:MANIFEST\\.MF|INDEX\\.LIST|[^/]*\\.(?:SF|RSA|DSA|EC)|maven/.*|native-image/.*|proguard/.*)"
                    + "|(?:.*/)?module-info\\.class");
    private static final List<Attributes.Name> THAT_MATTER = List.of(Attributes.Name.MAIN_CLASS,
            Attributes.Name.CLASS_PATH, Attributes.Name.MULTI_RELEASE, new Attributes.Name("Launcher-Agent-Class"),
            new Attributes.Name("Premain-Class"), new Attributes.Name("Add-Opens"),
            new Attributes.Name("Add-Exports"), new Attributes.Name("Enable-Native-Access"));

    private JarListing() {}

    /// Whether the entry of that name can matter to who runs it.
    static boolean matters(String name) {
        return !DESCRIPTIVE.matcher(name).matches();
    }

    static Place of(Path jar, int release, Stamp stamp) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Attributes manifest = manifest(zip);
            boolean versions = Boolean.parseBoolean(manifest.getValue(Attributes.Name.MULTI_RELEASE));
            Map<String, Piece> entries = new HashMap<>();
            Map<String, Integer> chosen = new HashMap<>();
            for (ZipEntry each : Collections.list(zip.entries())) {
                String name = each.getName();
                int version = 0;
                if (versions && name.startsWith(VERSIONS)) {
                    int end = name.indexOf('/', VERSIONS.length());
                    version = end < 0 ? -1 : number(name.substring(VERSIONS.length(), end));
                    name = name.substring(end + 1);
                }
                if (each.isDirectory() || version < 0 || version > release || !matters(name)
                        || chosen.getOrDefault(name, -1) >= version) {
                    continue;
                }
                chosen.put(name, version);
                entries.put(name, new Piece(jar, each.getName(), each.getCrc() << 32 | each.getSize() & 0xffffffffL));
            }
            return new Place(stamp, entries, digest(manifest), classPath(jar, manifest));
        }
    }

    /// The manifest's main attributes; none when there is no manifest.
    static Attributes manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(MANIFEST);
        if (entry == null) {
            return new Attributes();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new Manifest(in).getMainAttributes();
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    private static long digest(Attributes manifest) {
        StringBuilder all = new StringBuilder();
        THAT_MATTER.forEach(each -> all.append(each).append(manifest.getValue(each)).append('\n'));
        return Checksum.of(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Relative URLs from where the jar is (JAR File Specification, Class-Path).
    static List<Path> classPath(Path jar, Attributes manifest) {
        String value = manifest.getValue(Attributes.Name.CLASS_PATH);
        List<Path> found = new ArrayList<>();
        for (String each : value == null ? new String[0] : value.trim().split("\\s+")) {
            try {
                URI uri = jar.toUri().resolve(each);
                if ("file".equals(uri.getScheme())) {
                    found.add(Path.of(uri).normalize());
                }
            } catch (IllegalArgumentException _) {
                // the class loader passes over it, too
            }
        }
        return found;
    }
}
