/** Supply: what the ledger says may be promised at all, and how it reaches net stock. */
@NullMarked
package dev.netstock.stock.supply;

import org.jspecify.annotations.NullMarked;
