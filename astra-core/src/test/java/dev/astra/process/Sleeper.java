package dev.astra.process;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// A Java program that says `up` and waits; told to be `deaf` it does not end when it is asked to.
final class Sleeper {
    private Sleeper() {}

    public static void main(String[] words) throws InterruptedException {
        if (Arrays.asList(words).contains("deaf")) {
            Runtime.getRuntime().addShutdownHook(new Thread(Sleeper::spin));
        }
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println("up");
        new CountDownLatch(1).await();
    }

    private static void spin() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    /// What starts it.
    ///
    /// @param options of the JVM
    static String[] command(List<String> options, String... words) {
        List<String> start = List.of(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1");
        List<String> main = List.of("-cp", System.getProperty("java.class.path"), Sleeper.class.getName());
        return Stream.of(start, options, main, List.of(words)).flatMap(List::stream).toArray(String[]::new);
    }
}
