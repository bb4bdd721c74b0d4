/** Reconcile: compares net stock with the ledger, reports drift, and repairs it on request. */
@NullMarked
package dev.netstock.ledger.reconcile;

import org.jspecify.annotations.NullMarked;
