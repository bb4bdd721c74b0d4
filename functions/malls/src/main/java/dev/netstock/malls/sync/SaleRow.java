package dev.netstock.malls.sync;

/**
 * The newest rule of sale days that a mall's rows have heard of, whether the mall is connected or
 * not: a mall that is connected during a sale begins with it.
 */
public record SaleRow(long version, SaleModeRule rule) implements Row {
    /** No sale day was ever heard of. */
    public static final SaleRow NONE = new SaleRow(0, SaleModeRule.OPEN);

    @Override
    public SaleRow withVersion(long stored) {
        return new SaleRow(stored, rule);
    }
}
