package dev.astra.embedded.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryCacheTest {
    @TempDir
    Path folder;

    @Test
    void manyAtOnceFillAnEntryOnce() throws Exception {
        AtomicInteger fills = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Path>> entries = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                entries.add(threads.submit(() -> new BinaryCache(folder).provide("entry", empty -> {
                    fills.incrementAndGet();
                    Files.writeString(empty.resolve("file"), "whole");
                })));
            }
            for (Future<Path> entry : entries) {
                assertThat(entry.get(30, TimeUnit.SECONDS).resolve("file")).hasContent("whole");
            }
        }
        assertThat(fills).hasValue(1);
    }

    @Test
    void aFailedOrAbortedFillLeavesNothing() throws Exception {
        BinaryCache cache = new BinaryCache(folder);
        assertThatThrownBy(() -> cache.provide("entry", empty -> {
            Files.writeString(empty.resolve("half"), "");
            throw new IOException("broken off");
        })).hasMessage("broken off");
        assertThat(cache.has("entry")).isFalse();
        Files.createDirectories(folder.resolve(".entry.unfinished/of a crash"));
        assertThat(cache.provide("entry", _ -> {})).isEmptyDirectory();
        assertThat(folder.resolve(".entry.unfinished")).doesNotExist();
    }

    @Test
    void itsPlaceIsTheUsersCache() throws Exception {
        BinaryCache cache = BinaryCache.of(Map.of("XDG_CACHE_HOME", folder.toString(), "HOME", "/nowhere"));
        assertThat(cache.provide("entry", _ -> {})).isEqualTo(folder.resolve("astra/entry"));
    }

    @Test
    void platformsAreTheJvmsWords() {
        assertThat(Platform.of("Linux", "amd64")).hasToString("linux-amd64");
        assertThat(Platform.of("Mac OS X", "aarch64")).hasToString("darwin-arm64");
    }

    @Test
    void onlyARecentRedisIsGoodEnough() {
        assertThat(RedisBinaries.recent("Redis server v=7.0.15 sha=00000000:0")).isTrue();
        assertThat(RedisBinaries.recent("Redis server v=6.0.16 sha=00000000:0")).isFalse();
        assertThat(RedisBinaries.recent("Valkey server v=8.1.1 sha=0")).isTrue();
    }
}
