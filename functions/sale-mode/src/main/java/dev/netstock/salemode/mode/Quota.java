package dev.netstock.salemode.mode;

/** Limits that apply now, as AWS reports them. */
public enum Quota {
    /** Execution environments that no function has reserved. */
    UNRESERVED_ENVIRONMENTS,
    /** Records a second that the delivery stream of the archive accepts. */
    ARCHIVE_RECORDS,
    /** Bytes a second that it accepts. */
    ARCHIVE_BYTES
}
