/** Calculation: how supply follows from its terms. */
@NullMarked
package dev.netstock.ledger.calculation;

import org.jspecify.annotations.NullMarked;
