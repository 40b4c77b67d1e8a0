package dev.astra.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AstraScriptTest {
    @TempDir
    Path base;
    private Checkout checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = new Checkout(base, "a checkout with spaces");
    }

    @Test
    void anOldJavaHomeIsPassedOverForOneThatFits() throws Exception {
        checkout.maven();
        checkout.set("JAVA_HOME", checkout.jdk("old", "17.0.15"));
        Path fitting = checkout.jdk("jvm/jdk 25", "25.0.3");
        Checkout.Ran ran = checkout.astra("ps");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("jdk " + fitting + "\nJAVA_HOME " + fitting + "\n");
    }

    @Test
    void javaHomeComesBeforeTheUsualFoldersAndTheWishBeforeAll() throws Exception {
        checkout.maven();
        checkout.jdk("jvm/25", "25");
        Path home = checkout.jdk("home", "27-ea");
        checkout.set("JAVA_HOME", home);
        assertThat(checkout.astra("ps").out()).startsWith("jdk " + home + "\n");
        Path wish = checkout.jdk("wish", "26.0.1");
        checkout.set("ASTRA_JAVA_HOME", wish);
        assertThat(checkout.astra("ps").out()).startsWith("jdk " + wish + "\n");
    }

    @Test
    void theJavaOnPathIsFollowedThroughItsLink() throws Exception {
        checkout.maven();
        Path home = checkout.jdk("elsewhere", "25.0.3");
        Files.createSymbolicLink(checkout.tools.resolve("java"), home.resolve("bin/java"));
        assertThat(checkout.astra("ps").out()).startsWith("jdk " + home.toRealPath() + "\n");
    }

    @Test
    void ofSeveralTheOldestThatFitsIsTaken() throws Exception {
        checkout.maven();
        checkout.jdk("jvm/a", "26");
        Path oldest = checkout.jdk("jvm/b", "25.0.1");
        checkout.jdk("jvm/c", "1.8.0_422");
        assertThat(checkout.astra("ps").out()).startsWith("jdk " + oldest + "\n");
    }

    @Test
    void withoutAJdkItSaysWhatIsThereAndWhatToInstall() throws Exception {
        Path old = checkout.jdk("jvm/old", "17.0.15");
        Checkout.Ran ran = checkout.astra("ps");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.error()).contains("no JDK 25 or newer was found", "17 in " + old, "Install one")
                .doesNotContain("0 in");
    }

    @Test
    void aWishThatDoesNotFitIsAnError() throws Exception {
        checkout.jdk("jvm/25", "25");
        checkout.set("ASTRA_JAVA_HOME", checkout.jdk("old", "21.0.2"));
        Checkout.Ran ran = checkout.astra("ps");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.error()).contains("ASTRA_JAVA_HOME=", "is a JDK 21", "needs a JDK 25");
    }

    @Test
    void argumentsPassAsTheyAre() throws Exception {
        checkout.maven();
        checkout.jdk("jvm/25", "25");
        assertThat(checkout.astra("run", "a b", "", "*").out())
                .endsWith("[dev.astra.cli.Main]\n[run]\n[a b]\n[]\n[*]\n");
    }

    @Test
    void worksThroughALinkFromAnyFolder() throws Exception {
        checkout.maven();
        checkout.jdk("jvm/25", "25");
        Path elsewhere = Files.createDirectories(base.resolve("else where"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("astra"),
                Path.of("../a checkout with spaces/scripts/astra"));
        Checkout.Ran ran = checkout.run(elsewhere, link, "ps");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains(checkout.root.toRealPath() + "/.build/astra-1/astra-cli.jar:");
    }

    @Test
    void buildsOnceAndAgainWhenASourceIsNewer() throws Exception {
        checkout.maven();
        checkout.jdk("jvm/25", "25");
        checkout.astra("ps");
        checkout.astra("ps");
        assertThat(checkout.mavenCalls()).hasSize(1);
        Files.setLastModifiedTime(checkout.root.resolve("astra-core/src/main/Some.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        checkout.astra("ps");
        assertThat(checkout.mavenCalls()).hasSize(2);
    }

    @Test
    void whatEndsSomethingDoesNotWaitForABuild() throws Exception {
        checkout.maven();
        checkout.jdk("jvm/25", "25");
        checkout.astra("down");
        assertThat(checkout.mavenCalls()).hasSize(1);
        Files.setLastModifiedTime(checkout.root.resolve("astra-core/src/main/Some.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(checkout.astra("-f", "astra.yaml", "down", "-v").code()).isZero();
        assertThat(checkout.mavenCalls()).hasSize(1);
    }

    @Test
    void theDemoIsBuiltOnlyToBringItUp() throws Exception {
        checkout.maven();
        checkout.jdk("jvm/25", "25");
        Path shop = Files.createDirectories(base.resolve("shop"));
        Checkout.write(shop.resolve("astra.yaml"), "");
        checkout.run(shop, checkout.root.resolve("scripts/astra"), "up", "-d");
        checkout.astra("ps");
        assertThat(checkout.mavenCalls()).hasSize(1).noneMatch(call -> call.contains("astra-services"));
        checkout.astra("up", "-d");
        assertThat(checkout.mavenCalls()).hasSize(2).last().asString().contains("-pl astra-services");
    }

    @Test
    void aFailedBuildShowsItsErrorsOnceAndIsTriedAgain() throws Exception {
        checkout.maven(
                "echo '[ERROR] Some.java:[3,4] cannot find symbol'; echo '[ERROR] Some.java:[3,4] cannot find symbol'; exit 1\n");
        checkout.jdk("jvm/25", "25");
        Checkout.Ran ran = checkout.astra("ps");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.error()).containsOnlyOnce("Some.java:[3,4] cannot find symbol").contains("the build failed");
        checkout.maven();
        assertThat(checkout.astra("ps").code()).isZero();
    }

    @Test
    void withoutMavenItSaysSo() throws Exception {
        checkout.jdk("jvm/25", "25");
        Checkout.Ran ran = checkout.astra("ps");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.error()).contains("there is no mvn on PATH");
    }

    @Test
    void withoutABuildNothingIsRun() throws Exception {
        checkout.jdk("jvm/25", "25");
        checkout.set("ASTRA_NO_BUILD", "1");
        Checkout.Ran ran = checkout.astra("ps");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.error()).contains("nothing has been built yet");
    }
}
