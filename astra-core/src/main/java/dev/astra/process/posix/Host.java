package dev.astra.process.posix;

/// Which system this is.
public final class Host {
    public static final boolean LINUX = "Linux".equals(System.getProperty("os.name"));

    static final boolean X86_64 = "amd64".equals(System.getProperty("os.arch"));

    /// Bytes of a page of memory.
    public static final long PAGE = CFunction.GETPAGESIZE.attempt();

    private Host() {}
}
