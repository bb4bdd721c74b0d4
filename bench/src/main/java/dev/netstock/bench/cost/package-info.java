/** Calls, capacity units and dollars of each operation, next to other designs. */
@NullMarked
package dev.netstock.bench.cost;

import org.jspecify.annotations.NullMarked;
