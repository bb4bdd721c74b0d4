package dev.netstock.local.saleday.run;

/** Who looks on. */
public interface SaleProgress {
    /** Something begins. */
    void step(String what);

    /** How it stands just now: it replaces what was shown before. */
    void now(String how);
}
