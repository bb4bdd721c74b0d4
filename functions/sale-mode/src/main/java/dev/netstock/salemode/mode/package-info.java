/**
 * The model of a sale day: the plan, the phases, the steps, and the overrides that each step
 * changes. Pure: it knows no tables.
 */
@NullMarked
package dev.netstock.salemode.mode;

import org.jspecify.annotations.NullMarked;
