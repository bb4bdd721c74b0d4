/** The company's stock ledger: book stock, movements, deltas, and the supply they make. */
@NullMarked
package dev.netstock.ledger;

import org.jspecify.annotations.NullMarked;
