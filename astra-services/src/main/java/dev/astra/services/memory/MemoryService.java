package dev.astra.services.memory;

import dev.astra.services.contract.Done;
import dev.astra.services.contract.Memory;
import dev.astra.services.contract.MemoryList;
import dev.astra.services.contract.MemorySearch;
import dev.astra.services.kit.Cache;
import dev.astra.services.kit.Host;
import dev.astra.services.kit.Json;
import dev.astra.services.kit.Log;
import dev.astra.services.kit.Request;
import dev.astra.services.kit.Response;
import dev.astra.services.kit.Service;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Remembers what was done and finds it by text.
public final class MemoryService implements Service {
    private static final int CACHED_SECONDS = 5;
    private static final int USUAL = 5;
    private static final int MOST = 50;

    public static void main(String[] arguments) {
        Host.run(new MemoryService());
    }

    @Override
    public ServiceName name() {
        return ServiceName.MEMORY_SERVICE;
    }

    @Override
    public void start(ServiceContext context) {
        Desk desk = new Desk(new Memories(context.database(MemoryService.class)), context.cache(), context.log());
        context.routes().put("/memories/{goal}", desk::store).post("/search", desk::search);
    }

    private record Desk(Memories memories, Cache cache, Log log) {
        Response store(Request request) throws IOException {
            Memory memory = request.body(Memory.class);
            Done done = new Done(memories.store(memory));
            log.info("remembered", "goal", memory.goalId());
            return Response.ok(done);
        }

        Response search(Request request) throws IOException {
            MemorySearch wanted = request.body(MemorySearch.class);
            int limit = wanted.limit() == 0 ? USUAL : Math.clamp(wanted.limit(), 1, MOST);
            String question = limit + " " + wanted.owner() + " " + wanted.text();
            String key = "memories:" + UUID.nameUUIDFromBytes(question.getBytes(StandardCharsets.UTF_8));
            MemoryList answer = cache.get(key).map(kept -> Json.read(MemoryList.class, kept)).orElseGet(() -> {
                MemoryList found = new MemoryList(memories.search(wanted.text(), wanted.owner(), limit));
                cache.put(key, CACHED_SECONDS, Json.write(found));
                return found;
            });
            log.info("searched", "found", answer.memories().size());
            return Response.ok(answer);
        }
    }
}
