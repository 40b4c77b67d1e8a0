package dev.astra.services;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.astra.services.kit.ServiceName;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The import table of the services: a service may import the kit and the contract, a worker also what workers share, the contract
/// nothing, the kit nothing of either; and none of them the orchestrator.
class ArchitectureTest {
    private static final String ROOT = "dev.astra.services.";
    /// Where the JSON generator puts the list of its adapters.
    private static final String GENERATED = ROOT + "jsonb";

    private static final Set<String> BESIDE_SERVICES = Set.of("kit", "contract", "worker", "smoke", "training",
            "consistency", "faults", "together");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.astra.services");

    @Test
    void noServiceImportsAnother() {
        for (String name : names().toList()) {
            noClasses().that()
                    .resideInAPackage(ROOT + name)
                    .should()
                    .dependOnClassesThat(areOfOthersThan(allowed(name)))
                    .check(CLASSES);
        }
    }

    private static Set<String> allowed(String name) {
        return switch (name) {
            case "contract", "kit" -> Set.of(ROOT + name);
            case "executionworker", "browserworker" ->
                Set.of(ROOT + name, ROOT + "kit", ROOT + "contract", ROOT + "worker");
            case "together" ->
                Set.of(ROOT + name, ROOT + "kit", ROOT + "task", ROOT + "scheduler");
            case "faults" -> Set.of(ROOT + name, ROOT + "kit", ROOT + "contract", ROOT + "smoke", ROOT + "consistency");
            default -> Set.of(ROOT + name, ROOT + "kit", ROOT + "contract");
        };
    }

    private static DescribedPredicate<JavaClass> areOfOthersThan(Set<String> packages) {
        return DescribedPredicate.describe(
                "are of Astra, but not of " + packages,
                each -> each.getPackageName().startsWith("dev.astra") && !packages.contains(each.getPackageName()));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(packages()).allMatch(each -> each.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void everyServiceHasItsPackage() {
        Set<String> known = Set.copyOf(Stream.of(ServiceName.values())
                .map(name -> name.mainClass().substring(ROOT.length()).split("\\.")[0])
                .toList());
        assertThat(names().filter(name -> !BESIDE_SERVICES.contains(name))).allMatch(known::contains);
    }

    private static Stream<String> names() {
        return packages().map(JavaPackage::getName).map(name -> name.substring(ROOT.length()));
    }

    private static Stream<JavaPackage> packages() {
        return CLASSES.getPackage("dev.astra.services")
                .getSubpackages()
                .stream()
                .filter(each -> !each.getName().equals(GENERATED));
    }
}
