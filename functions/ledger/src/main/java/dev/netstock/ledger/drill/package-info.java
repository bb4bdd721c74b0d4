/** The restore drill: replays events into restored copies, and says what is missing. */
@NullMarked
package dev.netstock.ledger.drill;

import org.jspecify.annotations.NullMarked;
