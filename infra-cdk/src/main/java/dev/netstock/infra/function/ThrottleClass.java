package dev.netstock.infra.function;

/** Routes that share a throttle. A stage sets one throttle for each class. */
public enum ThrottleClass {
    /** Writes of a checkout. */
    ORDERS,
    /** Reads of stock and reservations by a storefront. */
    READS,
    /** Everything else: reports, settings, and what operators and other systems call. */
    OPERATIONS
}
