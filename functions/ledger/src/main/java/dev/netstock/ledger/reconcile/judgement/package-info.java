/** Judgement: separates drift from units in flight. Pure: no tables and no clock. */
@NullMarked
package dev.netstock.ledger.reconcile.judgement;

import org.jspecify.annotations.NullMarked;
