package dev.astra.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NoSleepInTestsTest {
    @Test
    void testsWaitForConditionsNotForTime() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class)
                .check(new ClassFileImporter().withImportOption(new ImportOption.OnlyIncludeTests())
                        .importPackages("dev.astra.cli"));
    }
}
