/** Posting: what orders did to net stock, told to the ledger, each step once. */
@NullMarked
package dev.netstock.ledger.posting;

import org.jspecify.annotations.NullMarked;
