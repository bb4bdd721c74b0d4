package dev.netstock.local.saleday.run;

/** Receives progress reports of a sale. */
public interface SaleProgress {
    /** A step begins. */
    void step(String what);

    /** The current state; it replaces the previous one. */
    void now(String how);
}
