/** Reconcile runs of net stock and the ledger. */
@NullMarked
package dev.netstock.operator.reconcile;

import org.jspecify.annotations.NullMarked;
