package dev.astra.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.control.Load;
import dev.astra.event.Health;
import dev.astra.event.ServiceState;
import dev.astra.event.ServiceStatus;
import dev.astra.model.Port;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ServiceTableTest {
    private static final String LONG_REASON = "waits for planner-service, which waits for llm-router: http://127.0.0.1:7109/healthz answers 503";

    private static List<String> lines(int columns, ServiceStatus... statuses) {
        return new ServiceTable(Map.of("task-service", new Load(0.42, 48 << 20)),
                Statuses.NOON.plus(Duration.ofMinutes(3)), columns,
                new Paint(false)).lines(List.of(statuses));
    }

    @Test
    void showsWhatThereIsAndNoEmptyColumn() {
        assertThat(lines(0, Statuses.running("kernel", "task-service"))).containsExactly(
                "GROUP   SERVICE       STATE    HEALTH   PID  PORTS  UPTIME   CPU  MEMORY",
                "kernel  task-service  running  healthy  812  7105    3 min  0.4%  48 MiB");
    }

    @Test
    void groupsComeTogetherAndThoseWithoutLast() {
        assertThat(
                lines(0, Statuses.of("alone", ServiceState.RUNNING, Health.NONE, ""), Statuses.running("workers", "b"),
                        Statuses.running("kernel", "z"), Statuses.running("workers", "a")))
                .extracting(line -> line.replaceAll(" +", " ").strip().split(" ")[0] + "/"
                        + line.replaceAll(" +", " ").strip().split(" ")[1])
                .containsExactly("GROUP/SERVICE", "kernel/z", "workers/a", "workers/b", "alone/running");
    }

    @Test
    void theReasonGivesWayToTheWidthFirst() {
        ServiceStatus waiting = Statuses.of("goal-service", ServiceState.PENDING, Health.NONE, LONG_REASON);
        assertThat(lines(0, waiting).getLast()).endsWith("answers 503");
        assertThat(lines(60, waiting)).allMatch(line -> DisplayWidth.of(line) <= 60);
        assertThat(lines(60, waiting).getLast()).startsWith("goal-service  pending  waits for planner-service")
                .endsWith("…");
        assertThat(lines(10, waiting).getLast()).isEqualTo("goal-service  pending  waits for p…");
    }

    @Test
    void portsGiveWayAfterTheReason() {
        List<Port> many = List.of(port(8080, 80), port(8443, 443), port(9000, 9000),
                new Port("", 53, 53, Port.Protocol.UDP));
        ServiceStatus status = new ServiceStatus("minio", "", "docker", ServiceState.RUNNING, Health.UNHEALTHY,
                LONG_REASON,
                OptionalLong.empty(), Optional.of("0123456789abcdef"), many, 1, 2, Optional.of(Statuses.NOON),
                OptionalInt.empty(), "");
        assertThat(lines(0, status).getLast()).contains("8080→80,8443→443,9000,53/udp").contains("0123456789ab ");
        assertThat(lines(110, status).getLast()).contains("8080→80,8443→443,9000,53/udp").endsWith("…");
        assertThat(lines(70, status).getLast()).contains("8080→80…");
    }

    @Test
    void hostileNamesAndReasonsStayInTheirCells() {
        List<String> lines = lines(0,
                Statuses.of("a\u001b[2J\nb", ServiceState.FAILED, Health.NONE, "x\ry\u0007\u202e"),
                Statuses.of("日本", ServiceState.STOPPED, Health.NONE, ""));
        assertThat(lines).containsExactly("SERVICE  STATE    REASON", "a b      failed   y␇\ufffd", "日本     stopped");
    }

    @Test
    void coloursTellGoodFromBad() {
        List<String> lines = new ServiceTable(Map.of(), Statuses.NOON, 0, new Paint(true))
                .lines(List.of(Statuses.running("", "a"),
                        Statuses.of("b", ServiceState.HELD, Health.NONE, "gave up"),
                        Statuses.of("c", ServiceState.BACKOFF, Health.NONE, "soon")));
        assertThat(lines.get(1)).contains("\u001b[32mrunning\u001b[0m", "\u001b[32mhealthy\u001b[0m");
        assertThat(lines.get(2)).contains("\u001b[31mheld");
        assertThat(lines.get(3)).contains("\u001b[33mbackoff");
    }

    @Test
    void anEmptyStackHasAHeadingAlone() {
        assertThat(lines(0)).hasSize(1);
    }

    private static Port port(int published, int target) {
        return new Port("127.0.0.1", published, target, Port.Protocol.TCP);
    }
}
