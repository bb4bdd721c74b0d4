/** Setting right what was changed past the protocol, each time once, with a row that says so. */
@NullMarked
package dev.netstock.stock.correction;

import org.jspecify.annotations.NullMarked;
