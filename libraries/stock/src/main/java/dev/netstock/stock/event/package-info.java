/** Events from the tables' streams: deltas, levels and takes. */
@NullMarked
package dev.netstock.stock.event;

import org.jspecify.annotations.NullMarked;
