/** From what the tables say to what is said to others: deltas, levels and takes as events. */
@NullMarked
package dev.netstock.stock.event;

import org.jspecify.annotations.NullMarked;
