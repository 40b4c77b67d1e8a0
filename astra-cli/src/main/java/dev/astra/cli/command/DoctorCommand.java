package dev.astra.cli.command;

import dev.astra.config.ConfigException;
import dev.astra.config.ConfigProblem;
import dev.astra.daemon.Checkup;
import dev.astra.daemon.Checkup.Finding;
import dev.astra.model.Stack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        description = "Show what is installed, which engine answers, what will be downloaded, and which ports are taken by whom.")
final class DoctorCommand implements Action {
    private final Session session;

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode run() throws IOException, InterruptedException {
        Checkup checkup = new Checkup(session.invocation().environment());
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(true, "Java " + Runtime.version() + " in " + System.getProperty("java.home")));
        findings.add(new Finding(true,
                "system: " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors()
                        + " processors"));
        findings.addAll(checkup.engine());
        findings.addAll(checkup.programs(List.of("mvn", "redis-server", "memcached", "setpriv")));
        findings.addAll(stack(checkup));
        for (Finding each : findings) {
            session.out()
                    .println((each.good() ? session.outPaint().green("ok") + "  " : session.outPaint().red("!!") + "  ")
                            + each.text());
        }
        return ExitCode.of(findings.stream().allMatch(Finding::good));
    }

    private List<Finding> stack(Checkup checkup) throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        try {
            Stack stack = session.load(Set.of(), Set.of(), Optional.empty()).stack();
            findings.add(new Finding(true,
                    "stack " + stack.name() + ": " + stack.services().size() + " services in " + stack.files()));
            findings.add(new Finding(true, session.hosting().isPresent() ? "it is running" : "it is not running"));
            findings.addAll(checkup.images(stack));
            List<Finding> ports = Checkup.ports(stack);
            boolean ours = session.hosting().isPresent();
            ports.forEach(each -> findings.add(new Finding(each.good() || ours, each.text())));
        } catch (ConfigException wrong) {
            for (ConfigProblem each : wrong.problems()) {
                findings.add(new Finding(false, each.relativeTo(session.invocation().folder())));
            }
        }
        return findings;
    }
}
