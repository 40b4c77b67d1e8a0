package dev.astra.services.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.astra.services.kit.Refusal;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every message, between services of which one is older than the other: what the newer one adds, the older one ignores; what
/// the newer one leaves out has a default, or is refused by its name.
class ShapesTest {
    private static final Jsonb JSON = Jsonb.builder().build();

    static Stream<Class<?>> messages() {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.astra.services.contract")
                .stream()
                .filter(each -> each.isRecord() && each.isAnnotatedWith(Json.class))
                .map(JavaClass::reflect);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aFieldThatWasAddedIsIgnored(Class<?> type) throws Exception {
        Object message = sample(type);
        Map<String, Object> fields = fields(message);
        fields.put("addedLater", Map.of("with", List.of(1, 2), "and", "more"));
        assertThat((Object) dev.astra.services.kit.Json.read(type, JSON.toJson(fields))).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aFieldThatIsLeftOutHasADefaultOrIsRefusedByName(Class<?> type) throws Exception {
        for (RecordComponent component : type.getRecordComponents()) {
            Map<String, Object> fields = fields(sample(type));
            fields.remove(component.getName());
            try {
                Object read = dev.astra.services.kit.Json.read(type, JSON.toJson(fields));
                assertThat(read).isInstanceOf(type);
            } catch (Refusal refusal) {
                assertThat(refusal.status()).isEqualTo(400);
                assertThat(refusal).hasMessageContaining("the field '" + component.getName() + "' is missing");
            }
        }
    }

    private static Map<String, Object> fields(Object message) {
        return new LinkedHashMap<>(JSON.type(Object.class).map().fromJson(JSON.toJson(message)));
    }

    private static Object sample(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            return generic.getRawType() == List.class ? List.of(sample(last)) : Map.of("tool", sample(last));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            RecordComponent[] components = plain.getRecordComponents();
            Object[] values = new Object[components.length];
            for (int at = 0; at < values.length; at++) {
                values[at] = sample(components[at].getGenericType());
            }
            return plain.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
                    .newInstance(values);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        return switch (plain.getName()) {
            case "java.lang.String" -> "some text";
            case "int" -> 3;
            case "long" -> 4L;
            case "double" -> 0.5;
            case "boolean" -> true;
            case "java.time.Instant" -> Instant.parse("2026-01-02T03:04:05Z");
            default -> throw new IllegalArgumentException("no sample of " + type);
        };
    }
}
