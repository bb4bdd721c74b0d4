/** Reconcile: both sides compared, drift named, reported, and repaired where that is asked for. */
@NullMarked
package dev.netstock.ledger.reconcile;

import org.jspecify.annotations.NullMarked;
