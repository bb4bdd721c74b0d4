/** The supply-apply function: takes the ledger's numbers into net stock. */
@NullMarked
package dev.netstock.supply;

import org.jspecify.annotations.NullMarked;
