/**
 * The company's stock ledger: book stock, movements and orders, and the supply that follows from
 * them.
 */
@NullMarked
package dev.netstock.ledger;

import org.jspecify.annotations.NullMarked;
