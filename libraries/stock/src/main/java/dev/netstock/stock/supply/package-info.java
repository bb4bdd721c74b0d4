/** Supply: how many units the ledger lets net stock promise, and how changes are applied. */
@NullMarked
package dev.netstock.stock.supply;

import org.jspecify.annotations.NullMarked;
