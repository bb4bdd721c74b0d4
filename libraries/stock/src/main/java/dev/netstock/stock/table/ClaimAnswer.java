package dev.netstock.stock.table;

import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.limit.Allowance;

import java.util.List;

/** The result of writing a row that takes allowances. */
public sealed interface ClaimAnswer {
    /** The row is written, and the allowances are taken. */
    record Claimed() implements ClaimAnswer {}

    /**
     * Nothing is changed: a row with this key exists.
     *
     * @param row that row
     */
    record Exists(Delta row) implements ClaimAnswer {}

    /**
     * Nothing is changed: the customer would hold more than a limit. There was no row with this key
     * at that moment.
     *
     * @param full the allowances that have too little left
     */
    record LimitReached(List<Allowance> full) implements ClaimAnswer {
        public LimitReached {
            full = List.copyOf(full);
        }
    }
}
