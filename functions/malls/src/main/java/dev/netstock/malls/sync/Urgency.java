package dev.netstock.malls.sync;

/** Which items come first: an item that sells out overtakes everything. */
public enum Urgency {
    ZERO,
    DOWN,
    UP,
    CHECK
}
