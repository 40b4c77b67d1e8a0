package dev.astra.model;

import java.util.Map;

/// What a container may use of the machine; 0 is no limit or the engine's default.
///
/// @param memoryBytes beyond which it is killed
/// @param reservedBytes kept for it where memory is scarce
/// @param swapBytes memory and swap together; -1: no limit
/// @param pids how many processes; -1: no limit
/// @param shmBytes the size of `/dev/shm`
public record Limits(
        Cpu cpu, long memoryBytes, long reservedBytes, long swapBytes, long pids, long shmBytes,
        Map<String, Ulimit> ulimits) {
    public static final Limits NONE = new Limits(Cpu.NONE, 0, 0, 0, 0, 0, Map.of());

    public Limits {
        ulimits = Map.copyOf(ulimits);
    }

    /// Processor time.
    ///
    /// @param count such as 0.5 for half a processor
    /// @param set which processors, such as `0-3`; empty: all
    /// @param quotaMicros of each period
    /// @param periodMicros 0: the kernel's
    public record Cpu(double count, long shares, String set, long quotaMicros, long periodMicros) {
        public static final Cpu NONE = new Cpu(0, 0, "", 0, 0);
    }

    /// A limit of each of its processes.
    public record Ulimit(long soft, long hard) {}
}
