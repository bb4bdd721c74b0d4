package dev.netstock.bench;

/** How much patience there is. */
public enum Length {
    /** Well under two minutes for each benchmark: enough to see whether something broke. */
    SHORT,
    /** Enough rounds for figures that one may quote. */
    LONG;

    /** The value that belongs to this length. */
    public int of(int whenShort, int whenLong) {
        return switch (this) {
            case SHORT -> whenShort;
            case LONG -> whenLong;
        };
    }
}
