package dev.astra.services.kit;

import io.avaje.jsonb.Json;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// What `/readyz` answers: 200 when every store the service is of no use without answers, else 503.
///
/// @param ready whether it can do its work
/// @param stores each store by name: `ok`, or why it does not answer
@Json
public record Readiness(boolean ready, Map<String, String> stores) {
    static Readiness of(Collection<Store> all) {
        Map<String, String> answers = new TreeMap<>();
        boolean ready = true;
        for (Store store : all) {
            try {
                store.check();
                answers.put(store.name(), "ok");
            } catch (Exception failure) {
                answers.put(store.name(), Log.describe(failure));
                ready &= !store.required();
            }
        }
        return new Readiness(ready, answers);
    }

    Response response() {
        return Response.json(ready ? 200 : 503, this);
    }
}
