package dev.astra.services.consistency;

/// What holds at any moment, whatever has just been killed. The stores cannot be read all at the same moment, so that a suspicion
/// is one only when it is still there after some seconds: see [Check].
enum Invariant {
    GOAL_FOLLOWS_FROM_TASKS("a goal's state follows from its tasks and its verdict"),
    GOAL_IS_LOOKED_AFTER("every goal that is not finished is due to be looked at, and a finished one is remembered"),
    NO_ORPHAN_ROWS("every graph, verdict and memory belongs to a goal"),
    COUNTS_ARE_RIGHT("what a graph and a task still wait for is what is not completed"),
    ORDER_IS_KEPT("no task begins before those it comes after are completed"),
    ATTEMPTS_ARE_BOUNDED("a task is tried up to three times, and given up after the third only"),
    NO_TASK_LOST("a queued task is on its stream or about to be, and a running one has a worker that lives"),
    DONE_ONCE("no task is run to completion twice"),
    NO_ORPHAN_MESSAGES("every message is about a goal or task that exists, and a dispatch about one still to be run"),
    RESULT_IS_THERE("every completed task has its one result in object storage, as it was stored"),
    NO_ORPHAN_OBJECTS("every object is the result of an attempt that there was"),
    SETTLED("every goal has reached its end, and nothing is left to be published, read or run");

    private final String text;

    Invariant(String text) {
        this.text = text;
    }

    /// In words.
    String text() {
        return text;
    }
}
