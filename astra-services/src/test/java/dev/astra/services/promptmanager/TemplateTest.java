package dev.astra.services.promptmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void namesAreReplacedAndValuesLeftAsTheyAre() {
        assertThat(new Template("{{a}} and {{b}}, {{a}} {\"c\": {}}")
                .render(Map.of("a", "$1 \\ {{b}}", "b", "", "d", "x")))
                .isEqualTo("$1 \\ {{b}} and , $1 \\ {{b}} {\"c\": {}}");
    }

    @Test
    void aMissingValueIsNamed() {
        assertThatThrownBy(() -> new Template("{{a}}{{b}}").render(Map.of("a", "1"))).hasMessageContaining("'b'");
    }

    @Test
    void whatBeginsNoNameIsRefused() {
        assertThat(Template.checked("{{a}} {b}").text()).isEqualTo("{{a}} {b}");
        assertThatThrownBy(() -> Template.checked("{{a}} {{ b}}")).hasMessageContaining("character 6");
    }
}
