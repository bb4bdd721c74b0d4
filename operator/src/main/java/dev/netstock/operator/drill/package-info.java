/** Restore drills: copies of tables and ledger as of a moment, and what they lack. */
@NullMarked
package dev.netstock.operator.drill;

import org.jspecify.annotations.NullMarked;
