/** Movements: records the movements of POS and warehouse systems in the ledger, each once. */
@NullMarked
package dev.netstock.ledger.movements;

import org.jspecify.annotations.NullMarked;
