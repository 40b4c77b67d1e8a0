package dev.astra.watch.jvm;

/// What is known of one class or resource from its bytes.
///
/// @param digest the same for as long as it does the same: without line numbers and the name of its source file
/// @param exact the same for as long as its bytes are the same
/// @param references entries that it names as a class does: whether they are there or not matters
/// @param mentions entries that its strings may name: they matter where they are there
/// @param registry whether a generator wrote it to list other classes, so that it does not itself use them
record Facts(long digest, long exact, int[] references, int[] mentions, boolean registry) {}
