/** Calculation: how supply follows from what is known. */
@NullMarked
package dev.netstock.ledger.calculation;

import org.jspecify.annotations.NullMarked;
