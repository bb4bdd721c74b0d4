package dev.netstock.replenishment.request;

/** The table of the requests: each method is one request to it, tried once. Thread-safe. */
public interface RequestTable {
    /** Writes a request; one that is there already is written over with the same. */
    void write(ReplenishmentRequest request);

    /**
     * A page of a day's requests, newest first. What the question leaves out counts towards its
     * limit: a page may have fewer requests, even none, and there may be more behind it.
     */
    RequestPage page(RequestQuestion question);
}
