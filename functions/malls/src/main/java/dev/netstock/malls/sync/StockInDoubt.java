package dev.netstock.malls.sync;

/** A command to net stock got no answer: it may have happened. Repeat it with the same id. */
public final class StockInDoubt extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StockInDoubt() {
        super("Net stock did not answer");
    }
}
