package dev.astra.config.render;

import dev.astra.model.Limits;
import dev.astra.model.Limits.Ulimit;
import java.util.TreeMap;

/// What a container may use, in Compose's short words.
record LimitsTable(Limits limits) {
    void add(Table table) {
        Limits.Cpu cpu = limits.cpu();
        table.decimal("cpus", cpu.count())
                .number("cpu_shares", cpu.shares())
                .text("cpuset", cpu.set())
                .number("cpu_quota", cpu.quotaMicros())
                .number("cpu_period", cpu.periodMicros())
                .bytes("mem_limit", limits.memoryBytes())
                .bytes("mem_reservation", limits.reservedBytes())
                .bytes("memswap_limit", limits.swapBytes())
                .number("pids_limit", limits.pids())
                .bytes("shm_size", limits.shmBytes())
                .table("ulimits", ulimits());
    }

    private Table ulimits() {
        Table all = new Table();
        new TreeMap<>(limits.ulimits()).forEach((name, each) -> all.always(name, ulimit(each)));
        return all;
    }

    private static Object ulimit(Ulimit limit) {
        return limit.soft() == limit.hard()
                ? (Object) limit.soft()
                : new Table().always("soft", limit.soft()).always("hard", limit.hard());
    }
}
