package dev.astra.services.workermanager;

import dev.astra.services.contract.Done;
import dev.astra.services.contract.Heartbeat;
import dev.astra.services.contract.RunningWorkers;
import dev.astra.services.contract.StreamNames;
import dev.astra.services.contract.WorkerLost;
import dev.astra.services.kit.Delivery;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.Peer;
import dev.astra.services.kit.StreamReader;
import dev.astra.services.kit.Streams;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Reads the signs of life and acts on what the roster makes of them. One loop does both, so that nobody is thought silent whose
/// heartbeats only wait to be read. Every ten seconds it asks who runs tasks: the heartbeats of a worker that died while
/// Redis was flushed, or while nobody watched, are not there to be read.
record Watch(Roster roster, Streams streams, Peer tasks, Log log, Clock clock) {
    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofSeconds(10);

    void keep() throws InterruptedException {
        Instant listening = clock.instant();
        Instant looked = Instant.EPOCH;
        try (StreamReader<Heartbeat> reader = streams.reader("worker-manager", "worker-manager",
                List.of(StreamNames.HEARTBEATS), Heartbeat.class)) {
            while (!Thread.currentThread().isInterrupted()) {
                List<Delivery<Heartbeat>> beats = reader.read(BATCH, PATIENCE);
                beats.forEach(beat -> roster.heard(beat.message()));
                reader.acknowledge(beats);
                Instant now = clock.instant();
                if (beats.size() < BATCH) {
                    if (looked.plus(LOOK).isBefore(now)) {
                        roster.running(tasks.get("/running", RunningWorkers.class).workers(), now);
                        looked = now;
                    }
                    roster.gone(now, listening).forEach(this::tell);
                }
            }
        }
    }

    private void tell(WorkerLost lost) {
        int failed = tasks.post("/lost-workers", lost, Done.class).changed();
        roster.told(lost.worker());
        log.info("worker gone", "worker", lost.worker(), "tasks", failed, "reason", lost.reason());
    }
}
