/** Explanation: where a number comes from, term by term. */
@NullMarked
package dev.netstock.ledger.explanation;

import org.jspecify.annotations.NullMarked;
