package dev.astra.container;

/// Versions of the engine's API, such as `1.41`: the two sides speak the older one of theirs.
final class ApiVersion {
    /// The newest that the requests here are written for; engines from 29 on want at least this one.
    static final String OURS = "1.44";
    /// The first in which a healthcheck has an interval of its own for the start.
    static final String START_INTERVAL = "1.44";

    private ApiVersion() {}

    /// The older one of ours and theirs; ours when theirs can't be read.
    static String common(String theirs) {
        return minor(theirs) > 0 && minor(theirs) < minor(OURS) ? theirs : OURS;
    }

    static boolean reaches(String version, String needed) {
        return minor(version) >= minor(needed);
    }

    private static int minor(String version) {
        try {
            return version.startsWith("1.") ? Integer.parseInt(version.substring(2)) : 0;
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
