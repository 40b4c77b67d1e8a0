package dev.astra.config.expand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private static final Scope SCOPE = Scope.of(Map.of("A", "one", "B", "two", "EMPTY", ""));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            plain                        | plain
            $A                           | one
            ${A}                         | one
            x${A}y$B.z                   | xoney"two".z
            ${A}${B}                     | onetwo
            $A_                          | ""
            $$A                          | $A
            $$$A                         | $one
            $${A}                        | ${A}
            ${NO}                        | ""
            ${NO:-x}                     | x
            ${NO-x}                      | x
            ${EMPTY:-x}                  | x
            ${EMPTY-x}                   | ""
            ${A:-x}                      | one
            ${NO:-}                      | ""
            ${NO:-a:-b}                  | a:-b
            ${NO:-${B}}                  | two
            ${NO:-${NO2:-deep}}          | deep
            ${NO:-${NO2:-${A}}-tail}     | one-tail
            ${A:+yes}                    | yes
            ${EMPTY:+yes}                | ""
            ${EMPTY+yes}                 | yes
            ${NO+yes}                    | ""
            ${A:+<${B}>}                 | <two>
            ${A:?missing}                | one
            ${EMPTY?missing}             | ""
            ${NO:-http://x:80/y}         | http://x:80/y
            ${NO:-{"k":"v"}}             | {"k":"v"}
            ${NO:-$$x}                   | $x
            ${A?}                        | one
            """)
    void expands(String template, String expected) throws TemplateException {
        assertThat(Template.expand(template, SCOPE)).isEqualTo(expected.replace("\"two\".z", "two.z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            cost $5         | a $ that starts no variable
            end$            | a $ that starts no variable
            ${A             | ${ without its }
            ${}             | ${} is no variable
            ${1X}           | ${1X} is no variable
            ${A!x}          | ${A!x} is no variable
            ${A:x}          | ${A:x} is no variable
            ${a.b}          | ${a.b} is no variable
            ${NO:?give it}  | the variable NO must be set: give it
            ${NO?}          | the variable NO must be set
            ${EMPTY:?$A}    | the variable EMPTY must be set: one
            """)
    void refuses(String template, String message) {
        assertThatThrownBy(() -> Template.expand(template, SCOPE)).isInstanceOf(TemplateException.class)
                .hasMessage(message);
    }

    @Test
    void boundsNesting() throws TemplateException {
        assertThat(Template.expand(nested(50), SCOPE)).isEqualTo("x");
        assertThatThrownBy(() -> Template.expand(nested(2_000), SCOPE)).hasMessageContaining("nested");
    }

    private static String nested(int depth) {
        return "${N:-".repeat(depth) + "x" + "}".repeat(depth);
    }
}
