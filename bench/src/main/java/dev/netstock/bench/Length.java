package dev.netstock.bench;

/** The length of a run. */
public enum Length {
    /** Well under two minutes per benchmark: enough to see whether something broke. */
    SHORT,
    /** Enough rounds for figures to publish. */
    LONG;

    /** The value that belongs to this length. */
    public int of(int whenShort, int whenLong) {
        return switch (this) {
            case SHORT -> whenShort;
            case LONG -> whenLong;
        };
    }
}
