/** Sync: how the ledger's supply reaches net stock. */
@NullMarked
package dev.netstock.ledger.sync;

import org.jspecify.annotations.NullMarked;
