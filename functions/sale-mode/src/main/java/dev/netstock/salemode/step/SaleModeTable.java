package dev.netstock.salemode.step;

import dev.netstock.salemode.mode.SaleMode;

/** Stores sale mode. Each method is one request, sent once. Implementations are thread-safe. */
public interface SaleModeTable {
    /** Reads sale mode, strongly consistent; {@link SaleMode#INITIAL} before the first sale. */
    SaleMode read();

    /**
     * Replaces the version before.
     *
     * @return false if another version is stored: nothing is changed
     */
    boolean write(SaleMode next);
}
