package dev.astra.services.consistency;

import dev.astra.services.contract.Artifact;
import dev.astra.services.kit.Json;
import dev.astra.services.kit.ObjectStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What is in object storage, held against Postgres.
record Objects(ObjectStore store, Truth truth) {
    private static final int THREADS = 4;

    /// Reads every result. A list of no findings where each is there as its task says.
    List<Finding> results() throws InterruptedException, ExecutionException {
        List<Future<Optional<Finding>>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            truth.tasks().forEach((id, row) -> {
                String artifact = row.artifact();
                if (artifact != null) {
                    answers.add(threads.submit(() -> result(id, Json.read(Artifact.class, artifact))));
                }
            });
        }
        List<Finding> findings = new ArrayList<>();
        for (Future<Optional<Finding>> answer : answers) {
            answer.get().ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<Finding> result(String task, Artifact artifact) {
        Optional<byte[]> bytes = store.get(artifact.key());
        if (bytes.isEmpty()) {
            return Optional.of(Finding.of(Invariant.RESULT_IS_THERE, task, "there is no object " + artifact.key()));
        }
        return sha256(bytes.get()).equals(artifact.sha256()) && bytes.get().length == artifact.bytes()
                ? Optional.empty()
                : Optional.of(Finding.of(Invariant.RESULT_IS_THERE, task,
                        "the object " + artifact.key() + " is not what it stored"));
    }

    /// What of these keys belongs to nothing: `goals/<goal>/<task name>/<attempt>` is the result of an attempt, which another may
    /// have followed when its end got lost.
    List<Finding> orphans(List<String> keys) {
        List<Finding> findings = new ArrayList<>();
        for (String key : keys) {
            String[] parts = key.split("/");
            Truth.TaskRow row = parts.length == 4 ? truth.tasks().get(parts[1] + "/" + parts[2]) : null;
            if (row == null) {
                findings.add(Finding.of(Invariant.NO_ORPHAN_OBJECTS, key, "is the result of no task"));
            } else if (!parts[3].matches("[0-9]{1,4}") || Integer.parseInt(parts[3]) > row.attempt()) {
                findings.add(Finding.of(
                        row.state().equals("completed") ? Invariant.DONE_ONCE : Invariant.NO_ORPHAN_OBJECTS, key,
                        "is of an attempt after the last, " + row.attempt()));
            }
        }
        return findings;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
