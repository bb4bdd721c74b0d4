package dev.netstock.malls.sync;

/**
 * The newest rule of sale days, stored for each mall, connected or not: a mall that is connected
 * during a sale begins with it.
 */
public record SaleRow(long version, SaleModeRule rule) implements Row {
    /** There was no sale day yet. */
    public static final SaleRow NONE = new SaleRow(0, SaleModeRule.OPEN);

    @Override
    public SaleRow withVersion(long stored) {
        return new SaleRow(stored, rule);
    }
}
