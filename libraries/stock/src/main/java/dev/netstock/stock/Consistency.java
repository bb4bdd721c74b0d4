package dev.netstock.stock;

/** How fresh a read must be. */
public enum Consistency {
    /** May miss what was written within the last moments; half the price. */
    EVENTUAL,
    /** Sees every write that was answered before. */
    STRONG
}
