/** A migration must not break the version before, which runs until the next one is deployed. */
@NullMarked
package dev.netstock.ledger.release;

import org.jspecify.annotations.NullMarked;
