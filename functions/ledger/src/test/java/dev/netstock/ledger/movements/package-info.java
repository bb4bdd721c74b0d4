/** Tests of movements. */
@NullMarked
package dev.netstock.ledger.movements;

import org.jspecify.annotations.NullMarked;
