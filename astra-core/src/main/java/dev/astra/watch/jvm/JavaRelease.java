package dev.astra.watch.jvm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which release of Java a launcher belongs to, by the file `release` that each JDK has beside its `bin`.
final class JavaRelease {
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(?:1\\.)?(\\d+)");

    private JavaRelease() {}

    /// That of the Java that Astra runs on where it can't be told.
    static int of(Path executable, Path folder, Map<String, String> environment) {
        try {
            Path bin = find(executable, folder, environment).toRealPath().getParent();
            Path home = bin == null ? null : bin.getParent();
            if (home != null) {
                Matcher matcher = VERSION.matcher(Files.readString(home.resolve("release")));
                if (matcher.find()) {
                    return Integer.parseInt(matcher.group(1));
                }
            }
        } catch (IOException _) {
            return Runtime.version().feature();
        }
        return Runtime.version().feature();
    }

    private static Path find(Path executable, Path folder, Map<String, String> environment) {
        if (executable.getNameCount() > 1 || executable.isAbsolute()) {
            return folder.resolve(executable);
        }
        for (String each : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path candidate = folder.resolve(each).resolve(executable);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        return executable;
    }
}
