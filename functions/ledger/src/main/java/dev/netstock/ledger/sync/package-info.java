/** Sync: sends supply and shipments from the ledger to net stock. */
@NullMarked
package dev.netstock.ledger.sync;

import org.jspecify.annotations.NullMarked;
