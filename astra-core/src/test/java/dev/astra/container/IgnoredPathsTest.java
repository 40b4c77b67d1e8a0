package dev.astra.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoredPathsTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            target,            target,           true
            target,            target/a/b,       true
            target,            deep/target,      false
            /target/,          target/a,         true
            */temp*,           a/temporary.txt,  true
            */temp*,           temporary.txt,    false
            temp?,             tempa,            true
            temp?,             temp/,            false
            **/node_modules,   node_modules/x,   true
            **/node_modules,   a/b/node_modules, true
            a/**/b,            a/b,              true
            a/**/b,            a/x/y/b,          true
            **,                anything/at/all,  true
            [ab].txt,          a.txt,            true
            [^a].txt,          a.txt,            false
            a.txt,             abtxt,            false
            """)
    void followsTheRulesOfTheDockerCommand(String line, String path, boolean ignored) {
        assertThat(IgnoredPaths.read(line).contains(path)).isEqualTo(ignored);
    }

    @ParameterizedTest
    @CsvSource({"README.md, false", "a.md, true", "README-secret.md, true"})
    void letsTheLastRuleDecide(String path, boolean ignored) {
        assertThat(IgnoredPaths.read("*.md\n!README*.md\nREADME-secret.md\n").contains(path)).isEqualTo(ignored);
    }
}
