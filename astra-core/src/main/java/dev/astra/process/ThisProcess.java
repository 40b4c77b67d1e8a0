package dev.astra.process;

/// The process that asks.
public final class ThisProcess {
    private ThisProcess() {}

    public static long pid() {
        return ProcessHandle.current().pid();
    }
}
