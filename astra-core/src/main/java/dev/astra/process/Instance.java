package dev.astra.process;

import dev.astra.process.posix.RealtimeLimit;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One life of Astra, and the marks it gives to what it starts. Safe for use by several threads.
///
/// A mark is twofold, since a daemon may leave its session, its parents, its descriptors and its environment behind: a variable, and
/// a limit. `RLIMIT_RTTIME` binds real-time processes alone; set to a number of months it binds nobody, is inherited by whatever a
/// process does, can be read by anyone, and no daemon resets it. A limit can only go down without root's rights, so the numbers do:
/// eight digits for the instance, ten that count down, and a last one that is 1 for a run and 0 for Astra's own.
/// The room is a process's once and for all; so the instances of one process take the next lower prefix each, and the first begins
/// near the top, which leaves room for an Astra that runs inside.
///
/// @param token random; tells this life from all others
/// @param prefix the first digits of its limits; 0: limits can't be used here
record Instance(String token, long prefix, AtomicLong left) {
    static final String VARIABLE = "ASTRA_RUN";

    private static final long SMALLEST_PREFIX = 10_000_000;
    private static final long LARGEST_PREFIX = 89_999_999;
    private static final long FIRST = 9_999_999_999L;
    private static final long AFTER_PREFIX = 100_000_000_000L;
    private static final Pattern LIMIT = Pattern.compile("Max realtime timeout +\\S+ +(\\d{19}) ");

    /// The prefix given last in this process; 0: none yet.
    private static long lowest;

    static Instance create() {
        SecureRandom random = new SecureRandom();
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return of(HexFormat.of().formatHex(bytes), nextPrefix(random));
    }

    private static synchronized long nextPrefix(SecureRandom random) {
        long room = Math.min(LARGEST_PREFIX, RealtimeLimit.hard().orElse(0) / AFTER_PREFIX - 1);
        if (room <= SMALLEST_PREFIX) {
            return 0;
        }
        if (lowest == 0) {
            lowest = random.nextLong(Math.max(SMALLEST_PREFIX, room - room / 16), room);
        } else {
            lowest = Math.min(lowest - 1, room);
        }
        return lowest;
    }

    static Instance of(String token, long prefix) {
        return new Instance(token, prefix, new AtomicLong(FIRST));
    }

    /// A mark that no other run has.
    RunMark next() {
        long number = left.getAndDecrement();
        long limit = prefix == 0 || number <= 0 ? 0 : prefix * AFTER_PREFIX + number * 10 + 1;
        return new RunMark(token + "." + (FIRST - number), limit);
    }

    /// What the mark's variable holds. An Astra that is itself part of a run of another puts its own mark behind that one's, and both
    /// know what it starts.
    static String variable(RunMark mark) {
        String outer = System.getenv(VARIABLE);
        return outer == null || outer.isEmpty() ? mark.token() : outer + "/" + mark.token();
    }

    /// The token of the run of this instance that an environment names.
    Optional<String> tokenIn(String environment) {
        for (String each : environment.split("\0")) {
            if (each.startsWith(VARIABLE + "=")) {
                for (String part : each.substring(VARIABLE.length() + 1).split("/")) {
                    if (part.startsWith(token + ".")) {
                        return Optional.of(part);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// The limit in the text of `/proc/PID/limits`, if it is one that this instance gives to runs.
    Optional<Long> limitIn(String limits) {
        Matcher matcher = LIMIT.matcher(limits);
        if (prefix == 0 || !matcher.find()) {
            return Optional.empty();
        }
        long limit = Long.parseLong(matcher.group(1));
        return limit / AFTER_PREFIX == prefix && limit % 10 == 1 ? Optional.of(limit) : Optional.empty();
    }
}
