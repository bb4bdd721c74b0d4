/** The history function: the deltas' stream into the history of each SKU. */
@NullMarked
package dev.netstock.history;

import org.jspecify.annotations.NullMarked;
