package dev.astra.embedded.provision;

import java.util.Locale;

/// What this machine runs: binaries are made for a system and a processor.
public record Platform(OperatingSystem system, Processor processor) {
    /// The systems for which there are binaries.
    public enum OperatingSystem {
        LINUX, DARWIN, OTHER
    }

    /// The processors for which there are binaries.
    public enum Processor {
        AMD64, ARM64, OTHER
    }

    public static Platform current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    /// Reads the values of the system properties `os.name` and `os.arch`.
    static Platform of(String name, String architecture) {
        String lower = name.toLowerCase(Locale.ROOT);
        OperatingSystem system = lower.startsWith("linux")
                ? OperatingSystem.LINUX
                : lower.startsWith("mac") ? OperatingSystem.DARWIN : OperatingSystem.OTHER;
        return new Platform(system, switch (architecture.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> Processor.AMD64;
            case "aarch64", "arm64" -> Processor.ARM64;
            default -> Processor.OTHER;
        });
    }

    /// Such as `linux-amd64`.
    @Override
    public String toString() {
        return system.name().toLowerCase(Locale.ROOT) + "-" + processor.name().toLowerCase(Locale.ROOT);
    }
}
