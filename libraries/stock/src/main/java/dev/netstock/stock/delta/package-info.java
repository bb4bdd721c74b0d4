/** Deltas: immutable rows, each of which records what one step of one cause did to net stock. */
@NullMarked
package dev.netstock.stock.delta;

import org.jspecify.annotations.NullMarked;
