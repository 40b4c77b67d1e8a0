package dev.astra;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
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
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The import table of the engine, as docs/architecture.md explains it. A new package is added here on purpose.
class ArchitectureTest {
    private static final Set<String> EVERYTHING = Set.of("model", "config", "graph", "event", "log", "launch",
            "process", "container", "embedded", "health", "watch", "supervise", "control");

    /// Which sibling packages each package may import.
    static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            entry("model", Set.of()),
            entry("config", Set.of("model", "graph")),
            entry("graph", Set.of("model")),
            entry("event", Set.of("model")),
            entry("log", Set.of("model")),
            entry("launch", Set.of("model", "log")),
            entry("process", Set.of("model", "log", "launch")),
            entry("container", Set.of("model", "log", "launch")),
            entry("embedded", Set.of("model", "launch", "process")),
            entry("health", Set.of("model", "log", "launch")),
            entry("watch", Set.of("model")),
            entry("supervise", Set.of("model", "graph", "event", "log", "launch", "health", "watch")),
            entry("control", Set.of("model", "event", "log", "launch", "supervise")),
            entry("daemon", EVERYTHING));

    /// Who alone may touch what lies outside: by package of the outside, the packages that may.
    static final Map<String, Set<String>> ALONE = Map.of(
            "org.yaml.snakeyaml..", Set.of("config"),
            "com.github.dockerjava..", Set.of("container"),
            "org.apache.commons.compress..", Set.of("container"),
            "eu.maveniverse..", Set.of("embedded"),
            "org.tukaani.xz..", Set.of("embedded"),
            "java.lang.foreign..", Set.of("process", "watch"),
            "java.lang.classfile..", Set.of("watch"),
            "io.avaje..", Set.of("control"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.astra");

    static final Set<Map.Entry<String, Set<String>>> ROWS = MAY_IMPORT.entrySet();
    static final Set<Map.Entry<String, Set<String>>> OUTSIDES = ALONE.entrySet();

    @ParameterizedTest
    @FieldSource("ROWS")
    void importsOnlyWhatTheTableAllows(Map.Entry<String, Set<String>> row) {
        String[] forbidden = MAY_IMPORT.keySet()
                .stream()
                .filter(other -> !other.equals(row.getKey()) && !row.getValue().contains(other))
                .map(ArchitectureTest::below)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(below(row.getKey()))
                .should()
                .dependOnClassesThat(resideInAnyPackage(forbidden))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @ParameterizedTest
    @FieldSource("OUTSIDES")
    void onlyItsOwnersTouchWhatLiesOutside(Map.Entry<String, Set<String>> outside) {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        outside.getValue().stream().map(ArchitectureTest::below).toArray(String[]::new))
                .should()
                .dependOnClassesThat(resideInAnyPackage(outside.getKey()))
                .check(CLASSES);
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(packages().map(JavaPackage::getRelativeName)).isSubsetOf(MAY_IMPORT.keySet());
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(packages()).allMatch(each -> each.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.astra.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheProcessPackageStartsProcesses() {
        noClasses()
                .that()
                .resideOutsideOfPackages(below("process"), below("daemon"), below("embedded"))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class, ProcessHandle.class)
                .check(CLASSES);
    }

    @Test
    void theEngineNeverPrintsNorThrowsRuntimeException() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(CLASSES);
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
    }

    private static String below(String name) {
        return "dev.astra." + name + "..";
    }

    private static Stream<JavaPackage> packages() {
        return CLASSES.getPackage("dev.astra").getSubpackages().stream();
    }
}
