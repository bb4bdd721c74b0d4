/** A sale under full load, with all that may go wrong between the two sides. */
@NullMarked
package dev.netstock.ledger.norewind;

import org.jspecify.annotations.NullMarked;
