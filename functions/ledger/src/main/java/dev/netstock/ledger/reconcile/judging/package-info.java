/** Drift told from units in flight: pure, without tables or a clock. */
@NullMarked
package dev.netstock.ledger.reconcile.judging;

import org.jspecify.annotations.NullMarked;
