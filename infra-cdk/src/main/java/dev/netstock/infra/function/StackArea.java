package dev.netstock.infra.function;

/** The stacks that have functions. */
public enum StackArea {
    EVENTS,
    LEDGER,
    SALE,
    /** Only in stages that sell in malls. */
    MALLS,
    /** After all others whose queues it replays. */
    JOBS,
    API
}
