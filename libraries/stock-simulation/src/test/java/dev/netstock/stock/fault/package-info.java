/**
 * Faults between the flows and real tables: throttles, conflicts, lost responses, internal errors,
 * killed functions.
 */
@NullMarked
package dev.netstock.stock.fault;

import org.jspecify.annotations.NullMarked;
