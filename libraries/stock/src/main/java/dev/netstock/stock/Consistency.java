package dev.netstock.stock;

/** How fresh a read must be. */
public enum Consistency {
    /** May miss recent writes; costs half. */
    EVENTUAL,
    /** Includes every write that was acknowledged before. */
    STRONG
}
