package dev.astra.supervise;

import dev.astra.model.NativeService;
import dev.astra.model.Replacement;
import dev.astra.supervise.Phase.Why;

/// How one run takes the place of another that runs until it is ready. There are never more than the two: a further build first ends
/// the newcomer, or waits until the one that leaves has gone.
final class Replacements {
    private final Machine machine;
    private final Starts starts;
    private final Ends ends;

    Replacements(Machine machine, Starts starts, Ends ends) {
        this.machine = machine;
        this.starts = starts;
        this.ends = ends;
    }

    /// Whether a new build of this service is started beside what runs now.
    static boolean applies(Cell cell) {
        return cell.wanted && cell.ready() && cell.service instanceof NativeService service
                && service.replacement().order() == Replacement.Order.READY_FIRST;
    }

    /// Starts a new build beside what runs, once nothing else is there.
    void begin(Cell cell, String cause, long now) {
        Cell other = cell.beside;
        if (other != null) {
            cell.next = cause;
            if (other.role == Cell.Role.NEWCOMER) {
                ends.requestEnd(other, now);
            }
            return;
        }
        machine.notice(cell, "starts anew beside what runs: " + cause);
        cell.good = cell.run;
        Cell newcomer = new Cell(cell.service, cell.lastNumber);
        newcomer.role = Cell.Role.NEWCOMER;
        newcomer.wanted = true;
        newcomer.alone = cell.alone;
        newcomer.cause = cause;
        newcomer.good = cell.good;
        newcomer.renew(true);
        cell.beside = newcomer;
        starts.launch(newcomer, now);
        cell.lastNumber = newcomer.lastNumber;
        machine.touch(cell);
    }

    /// Has the newcomer take over when it is ready, or when it is all there is.
    ///
    /// @return the run that counts
    Cell settled(Cell cell, long now) {
        Cell newcomer = cell.beside;
        if (newcomer == null || newcomer.role != Cell.Role.NEWCOMER) {
            return cell;
        }
        boolean coming = newcomer.isUp() || newcomer.phase instanceof Phase.Launching(_, _, var off) && !off;
        boolean alone = cell.phase instanceof Phase.Ending(_, var why, _, _) && why != Why.REQUESTED;
        if (!(coming && alone || cell.isUp() && newcomer.ready())) {
            return cell;
        }
        cell.beside = null;
        cell.role = Cell.Role.LEAVING;
        newcomer.role = Cell.Role.COUNTS;
        newcomer.beside = cell;
        newcomer.next = cell.next;
        newcomer.service = cell.service;
        newcomer.alone = cell.alone;
        newcomer.leaves = cell.leaves;
        newcomer.published = cell.published;
        machine.add(newcomer);
        if (cell.isUp()) {
            ends.requestEnd(cell, now);
        }
        return newcomer;
    }
}
