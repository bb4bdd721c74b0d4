/**
 * Which items run low, and what is told of it: a pure state for each SKU and location, and the
 * flows that move it on.
 */
@NullMarked
package dev.netstock.replenishment.watch;

import org.jspecify.annotations.NullMarked;
