/** Movements: what tills, warehouses and clerks tell, recorded in the ledger, each once. */
@NullMarked
package dev.netstock.ledger.movements;

import org.jspecify.annotations.NullMarked;
