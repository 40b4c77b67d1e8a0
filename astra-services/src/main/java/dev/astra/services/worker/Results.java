package dev.astra.services.worker;

import dev.astra.services.contract.Artifact;
import dev.astra.services.contract.Task;
import dev.astra.services.kit.ObjectStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Where the results of tasks are stored. Safe for use by many threads.
///
/// @param objects the object storage
public record Results(ObjectStore objects) {
    /// The key of an attempt's result: `goals/<goal>/<task name>/<attempt>`.
    public static String key(Task task) {
        return "goals/" + task.goalId() + "/" + task.name() + "/" + task.attempt();
    }

    /// Stores a result.
    /// @param via how it came about
    public Artifact store(Task task, byte[] bytes, String contentType, String via) {
        String key = key(task);
        objects.put(key, contentType, bytes);
        return new Artifact(task.name(), key, sha256(bytes), bytes.length, contentType, via);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
