/** The manual-supply function: takes the ledger's numbers into net stock. */
@NullMarked
package dev.netstock.manualsupply;

import org.jspecify.annotations.NullMarked;
