/**
 * What a sale day is: the plan, the phases, the steps, and what each step changes. Knows no tables.
 */
@NullMarked
package dev.netstock.salemode.mode;

import org.jspecify.annotations.NullMarked;
