package dev.astra.services.gateway;

import static dev.astra.services.gateway.OpenApi.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.services.contract.Goal;
import dev.astra.services.kit.Problem;
import dev.astra.services.kit.ServiceContext;
import dev.astra.services.kit.ServiceName;
import dev.astra.services.kit.TestStores;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// gateway.yaml against the code: its operations are the routes, its schemas the records.
class OpenApiTest {
    /// What a caller may send is less than the record has.
    private static final String PART_OF_AGENT = "NewAgent";

    private final OpenApi file = OpenApi.read();

    OpenApiTest() throws IOException {}

    @Test
    void itsOperationsAreTheRoutes() {
        try (ServiceContext context = TestStores.contextOf(ServiceName.API_GATEWAY, Map.of("PORT", "0"))) {
            new ApiGateway().start(context);
            assertThat(file.operations()).containsExactlyInAnyOrderElementsOf(context.routes().names());
        }
    }

    @Test
    void itsObjectsHaveTheFieldsOfTheRecords() {
        List<String> compared = new ArrayList<>();
        file.schemas().forEach((name, schema) -> {
            Optional<Class<?>> type = type(name);
            if (type.isPresent() && type.get().isRecord()) {
                compared.add(name);
                assertThat(map(map(schema).get("properties")).keySet()).as(name)
                        .containsExactlyElementsOf(Stream.of(type.get().getRecordComponents())
                                .map(RecordComponent::getName)
                                .toList());
            } else if (type.isPresent()) {
                compared.add(name);
                assertThat(map(schema).get("enum")).as(name)
                        .isEqualTo(Stream.of(type.get().getEnumConstants())
                                .map(each -> each.toString().toLowerCase(java.util.Locale.ROOT))
                                .toList());
            }
        });
        assertThat(compared).hasSize(file.schemas().size() - 1).doesNotContain(PART_OF_AGENT);
    }

    private static Optional<Class<?>> type(String name) {
        for (Class<?> neighbour : List.of(Goal.class, GoalText.class, Problem.class)) {
            try {
                return Optional.of(Class.forName(neighbour.getPackageName() + "." + name));
            } catch (ClassNotFoundException _) {
                // in another package
            }
        }
        return Optional.empty();
    }
}
