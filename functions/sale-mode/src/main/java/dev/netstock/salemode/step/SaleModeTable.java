package dev.netstock.salemode.step;

import dev.netstock.salemode.mode.SaleMode;

/**
 * Where sale mode stands. Each method is one request, tried once. Implementations are thread-safe.
 */
public interface SaleModeTable {
    /** As it stands; {@link SaleMode#NEVER} before the first sale. Strongly consistent. */
    SaleMode read();

    /**
     * Writes it over the version before.
     *
     * @return false if another version stands there: nothing is changed
     */
    boolean write(SaleMode next);
}
