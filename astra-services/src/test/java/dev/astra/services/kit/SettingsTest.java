package dev.astra.services.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PORT", "9000", "DATABASE_URL", "shared", "TASK_SERVICE_DATABASE_URL", "own", "TASK_SERVICE_URL",
            "http://elsewhere:1/", "RATE_LIMIT", "many");

    @Test
    void alonePortIsMeantForTheService() {
        assertThat(settings(ServiceName.GOAL_SERVICE, false).number("PORT", 7104)).isEqualTo(9000);
    }

    @Test
    void togetherPortIsMeantForNoneOfThem() {
        assertThat(settings(ServiceName.GOAL_SERVICE, true).number("PORT", 7104)).isEqualTo(7104);
    }

    @Test
    void ownComesBeforeShared() {
        assertThat(settings(ServiceName.TASK_SERVICE, true).text("DATABASE_URL", "")).isEqualTo("own");
        assertThat(settings(ServiceName.GOAL_SERVICE, true).text("DATABASE_URL", "")).isEqualTo("shared");
    }

    @Test
    void knowsWhereOthersAre() {
        assertThat(settings(ServiceName.GOAL_SERVICE, false).urlOf(ServiceName.TASK_SERVICE))
                .isEqualTo("http://elsewhere:1");
        assertThat(settings(ServiceName.GOAL_SERVICE, false).urlOf(ServiceName.IDENTITY))
                .isEqualTo("http://127.0.0.1:7101");
    }

    @Test
    void namesTheKeyThatIsNoNumber() {
        assertThatThrownBy(() -> settings(ServiceName.API_GATEWAY, false).number("RATE_LIMIT", 1))
                .hasMessageContaining("RATE_LIMIT")
                .hasMessageContaining("many");
    }

    private static Settings settings(ServiceName name, boolean together) {
        return new Settings(ENVIRONMENT, name, together);
    }
}
