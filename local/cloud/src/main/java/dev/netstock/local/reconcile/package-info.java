/** Starts a comparison of net stock with the ledger, and waits for its report. */
@NullMarked
package dev.netstock.local.reconcile;

import org.jspecify.annotations.NullMarked;
