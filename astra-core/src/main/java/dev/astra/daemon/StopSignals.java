package dev.astra.daemon;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// What asks a process from outside to end: ctrl-c, a closed terminal, `kill`.
///
/// The JDK's only way to hear of a second ctrl-c is sun.misc.Signal of its module jdk.unsupported. The compiler's warning about that class
/// can't be switched off, hence the detour by reflection.
public final class StopSignals {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private StopSignals() {}

    /// Replaces what the system does on these signals.
    ///
    /// @param handler is told the how manieth signal this is, from 1; called on a thread of its own
    public static void handle(IntConsumer handler) {
        AtomicInteger count = new AtomicInteger();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(StopSignals.class.getClassLoader(), new Class<?>[]{type},
                    (self, method, arguments) -> switch (method.getName()) {
                        case "handle" -> {
                            handler.accept(count.incrementAndGet());
                            yield null;
                        }
                        case "equals" -> self == arguments[0];
                        case "hashCode" -> System.identityHashCode(self);
                        default -> "stop signals";
                    });
            for (String name : NAMES) {
                signal.getMethod("handle", signal, type)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (InvocationTargetException refused) {
            // java -Xrs leaves these signals to the system, which then ends the process at once: the guardian cleans up after it
            return;
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("this Java has no module jdk.unsupported: use a whole JDK", missing);
        }
    }
}
