package dev.astra.cli;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import java.util.Map;
import java.util.Objects;

/// The debugger of the tests, on the JDK's own JDWP client.
final class Jdi {
    private Jdi() {}

    static VirtualMachine attach(String port) throws Exception {
        AttachingConnector connector = Bootstrap.virtualMachineManager()
                .attachingConnectors()
                .stream()
                .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        Objects.requireNonNull(arguments.get("hostname")).setValue("127.0.0.1");
        Objects.requireNonNull(arguments.get("port")).setValue(port);
        return connector.attach(arguments);
    }

    /// All threads stand still once one gets to that method.
    static void setBreakpoint(VirtualMachine machine, String loadedClass, String method) {
        machine.eventRequestManager()
                .createBreakpointRequest(machine.classesByName(loadedClass)
                        .getFirst()
                        .methodsByName(method)
                        .getFirst()
                        .location())
                .enable();
    }

    static void awaitBreakpoint(VirtualMachine machine) throws InterruptedException {
        while (true) {
            EventSet events = machine.eventQueue().remove();
            for (Event each : events) {
                if (each instanceof BreakpointEvent) {
                    return;
                }
            }
            events.resume();
        }
    }

    static void awaitBreakpoint(VirtualMachine machine, String loadedClass, String method)
            throws InterruptedException {
        setBreakpoint(machine, loadedClass, method);
        awaitBreakpoint(machine);
    }
}
