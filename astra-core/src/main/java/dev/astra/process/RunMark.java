package dev.astra.process;

/// What every process of a run inherits, so that it is known by it however far it goes.
///
/// @param token in the variable `ASTRA_RUN`
/// @param limit as its hard limit of real-time processing, in µs; 0: none
record RunMark(String token, long limit) {}
