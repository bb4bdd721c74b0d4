package dev.netstock.bench.physics.sale;

/** Receives throttled takes; at most one per second and environment. */
@FunctionalInterface
interface HeatListener {
    void throttled();
}
