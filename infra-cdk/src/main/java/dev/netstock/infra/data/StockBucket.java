package dev.netstock.infra.data;

/** The buckets that functions use. */
public enum StockBucket {
    /** Every event, by the day of its arrival. */
    ARCHIVE,
    /**
     * Records and batches of streams that could not be processed, until an operator redrives them.
     */
    FAILED_BATCHES,
    /** Files of the core system. */
    FILES,
    /** Reports of reconcile runs and sales. */
    REPORTS
}
