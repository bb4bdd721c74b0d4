package dev.netstock.bench.physics.sale;

/** Hears that an environment's take was throttled; at most once a second from each. */
@FunctionalInterface
interface Heat {
    void throttled();
}
