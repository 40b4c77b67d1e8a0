package dev.astra.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The import table of the commands, as docs/architecture.md explains it.
class ArchitectureTest {
    /// What of Astra each package may not import.
    static final Map<String, Set<String>> MAY_NOT_IMPORT = Map.ofEntries(
            entry("dev.astra.cli",
                    Set.of("process..", "container..", "embedded..", "health..", "watch..", "graph..", "log..")),
            entry("dev.astra.cli.command",
                    Set.of("process..", "container..", "embedded..", "health..", "watch..", "cli")),
            entry("dev.astra.cli.console",
                    Set.of("process..", "container..", "embedded..", "health..", "watch..", "daemon..",
                            "supervise..", "cli", "cli.command..")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.astra.cli");

    static final Set<Map.Entry<String, Set<String>>> ROWS = MAY_NOT_IMPORT.entrySet();

    @ParameterizedTest
    @FieldSource("ROWS")
    void importsNothingThatTheTableForbids(Map.Entry<String, Set<String>> row) {
        noClasses()
                .that()
                .resideInAPackage(row.getKey())
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        row.getValue().stream().map(each -> "dev.astra." + each).toArray(String[]::new)))
                .check(CLASSES);
    }

    @Test
    void onlyCommandsKnowTheCommandLibrary() {
        noClasses()
                .that()
                .resideInAPackage("dev.astra.cli.console")
                .should()
                .dependOnClassesThat(resideInAnyPackage("picocli.."))
                .check(CLASSES);
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(CLASSES.stream().map(each -> each.getPackageName()).distinct())
                .containsExactlyInAnyOrderElementsOf(MAY_NOT_IMPORT.keySet());
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(MAY_NOT_IMPORT.keySet().stream().map(CLASSES::getPackage).map(JavaPackage.class::cast))
                .allMatch(each -> each.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.astra.(cli.*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nobodyLogsThroughTheJdk() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
    }
}
