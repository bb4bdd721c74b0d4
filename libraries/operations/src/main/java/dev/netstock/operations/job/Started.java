package dev.netstock.operations.job;

/** The result of the start of a job. */
public sealed interface Started {
    /** The job was stored. */
    record New(Job job) implements Started {}

    /** The id is known. */
    record Known(Job job) implements Started {}

    /** Another job does the same. */
    record Busy(String running) implements Started {}
}
