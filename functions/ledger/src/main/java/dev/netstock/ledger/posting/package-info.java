/** Posting: writes the steps of orders, and display samples, to the ledger, each once. */
@NullMarked
package dev.netstock.ledger.posting;

import org.jspecify.annotations.NullMarked;
