package dev.astra.process;

/// What all runs of one launcher share.
record Machinery(
        Instance instance, Spawner spawner, Orphans orphans, Drain drain, Census census, Journal journal) {}
