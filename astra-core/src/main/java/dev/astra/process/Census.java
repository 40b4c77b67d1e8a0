package dev.astra.process;

import dev.astra.process.posix.Children;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// Finds out which processes belong to which run. One look at all processes serves everybody who asks for it meanwhile, so that a
/// thousand runs that end together cost no more than a few looks.
///
/// A process is a run's when it has inherited the run's mark, is in the main process's session, or has a parent that is. Nothing in
/// Astra's own session, and none of Astra's own ancestors, ever is.
final class Census {
    private static final String STRANGER = "";

    private final Instance instance;
    private final Map<Long, String> tokensByMainProcess = new HashMap<>();
    private final Map<Long, String> tokensByLimit = new HashMap<>();
    private final Map<ProcessId, String> known = new HashMap<>();
    private final long ownSession = Children.session(0);
    private final Set<Long> never = new HashSet<>();
    /// Fair: whoever asked during one look is served by the next, before anybody who asks later has another made.
    private final ReentrantLock turns = new ReentrantLock(true);
    private Look last = new Look(Map.of(), Map.of());
    private long lastBegan = Long.MIN_VALUE;

    Census(Instance instance) {
        this.instance = instance;
        exceptWithParents(ProcessHandle.current());
    }

    /// What was seen in one look.
    ///
    /// @param all by number
    /// @param members of each run, by its token; without those that have ended
    record Look(Map<Long, ProcessFacts> all, Map<String, List<ProcessFacts>> members) {
        List<ProcessFacts> members(String token) {
            return members.getOrDefault(token, List.of());
        }
    }

    /// A run is about to start.
    synchronized void expect(RunMark mark) {
        if (mark.limit() != 0) {
            tokensByLimit.put(mark.limit(), mark.token());
        }
    }

    /// The main process of a run, which must not be reaped before [#forget(RunMark, long)].
    synchronized void began(RunMark mark, long mainProcess) {
        tokensByMainProcess.put(mainProcess, mark.token());
    }

    synchronized void forget(RunMark mark, long mainProcess) {
        tokensByMainProcess.remove(mainProcess);
        tokensByLimit.remove(mark.limit());
    }

    /// A process of which it is known otherwise that it is a run's.
    synchronized void know(ProcessId process, String token) {
        known.put(process, token);
    }

    /// A look that began now or later.
    Look look() {
        return since(System.nanoTime());
    }

    /// A look that began at that time, by [System#nanoTime()], or later.
    Look since(long nanos) {
        turns.lock();
        try {
            return lookSince(nanos);
        } finally {
            turns.unlock();
        }
    }

    private synchronized Look lookSince(long nanos) {
        if (lastBegan == Long.MIN_VALUE || lastBegan - nanos < 0) {
            lastBegan = System.nanoTime();
            last = assign(ProcessTable.scan());
        }
        return last;
    }

    private void exceptWithParents(ProcessHandle process) {
        never.add(process.pid());
        process.parent().ifPresent(this::exceptWithParents);
    }

    private Look assign(List<ProcessFacts> table) {
        Map<Long, ProcessFacts> all = HashMap.newHashMap(table.size());
        Set<ProcessId> alive = HashSet.newHashSet(table.size());
        for (ProcessFacts each : table) {
            all.put(each.pid(), each);
            alive.add(each.id());
        }
        known.keySet().retainAll(alive);
        Map<Long, String> owners = HashMap.newHashMap(table.size());
        Map<String, List<ProcessFacts>> members = new HashMap<>();
        for (ProcessFacts each : table) {
            String owner = owner(each, all, owners);
            if (!owner.equals(STRANGER) && !each.ended()) {
                members.computeIfAbsent(owner, _ -> new ArrayList<>()).add(each);
            }
        }
        return new Look(all, members);
    }

    private String owner(ProcessFacts process, Map<Long, ProcessFacts> all, Map<Long, String> owners) {
        String before = owners.get(process.pid());
        if (before != null) {
            return before;
        }
        owners.put(process.pid(), STRANGER); // ends a circle, which numbers given anew during the look could make
        String owner = process.kernelThread() || process.session() == ownSession || never.contains(process.pid())
                ? STRANGER
                : markOf(process).orElseGet(() -> kinOf(process, all, owners));
        owners.put(process.pid(), owner);
        return owner;
    }

    private String kinOf(ProcessFacts process, Map<Long, ProcessFacts> all, Map<Long, String> owners) {
        String bySession = tokensByMainProcess.get(process.session());
        if (bySession != null) {
            return bySession;
        }
        ProcessFacts parent = all.get(process.parent());
        return parent == null ? STRANGER : owner(parent, all, owners);
    }

    /// By what it inherited. What has been found is remembered: a mark does not come or go, but for the environment, which is not
    /// there while a process changes into another program, and which programs can overwrite.
    private Optional<String> markOf(ProcessFacts process) {
        String before = known.get(process.id());
        if (before != null) {
            return before.equals(STRANGER) ? Optional.empty() : Optional.of(before);
        }
        String environment = ProcessTable.environment(process.pid()).orElse("unreadable");
        Optional<String> token = instance.tokenIn(environment)
                .or(() -> ProcessTable.limits(process.pid()).flatMap(instance::limitIn).map(this::tokenOf));
        if (token.isPresent() || !environment.isEmpty() && settled(process)) {
            known.put(process.id(), token.orElse(STRANGER));
        }
        return token;
    }

    /// Whether it still is who it was when its facts were read.
    private static boolean settled(ProcessFacts process) {
        return ProcessTable.facts(process.pid()).filter(now -> now.id().equals(process.id())).isPresent();
    }

    private String tokenOf(long limit) {
        return tokensByLimit.getOrDefault(limit, instance.token() + ".other");
    }
}
