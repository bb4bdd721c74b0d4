/** Movements: what tills, warehouses and clerks tell, recorded in the ledger, each once. */
@NullMarked
package dev.netstock.movements;

import org.jspecify.annotations.NullMarked;
