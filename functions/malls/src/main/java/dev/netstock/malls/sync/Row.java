package dev.netstock.malls.sync;

/** A row of the malls' table. */
public interface Row {
    /** The version that was read; 0 if the row is not stored yet. */
    long version();

    /** The same row with another version. */
    Row withVersion(long version);
}
