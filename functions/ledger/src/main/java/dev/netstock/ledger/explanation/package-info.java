/** Explanation: the terms of a number and their sources. */
@NullMarked
package dev.netstock.ledger.explanation;

import org.jspecify.annotations.NullMarked;
