package dev.netstock.malls.port;

/** A change of a mall's count. Counts are 0 or more. */
public sealed interface CountChange {
    /** Sets the count, whatever it was. */
    record Absolute(long count) implements CountChange {}

    /** Adds signed units. */
    record Relative(long units) implements CountChange {}

    /** Sets the count if it is still {@code expected}. */
    record CompareAndSet(long expected, long count) implements CountChange {}
}
