/**
 * Keeps a mall's counts in step with net stock. Read in this order: {@link
 * dev.netstock.malls.sync.Estimate} (what the mall may have left to sell), {@link
 * dev.netstock.malls.sync.ItemRow} (its row), {@link dev.netstock.malls.sync.Planner} (what to do
 * next) and {@link dev.netstock.malls.sync.StockSync} (who does it). No AWS, no HTTP.
 *
 * @see <a href="../../../../../../../../../docs/malls.md">docs/malls.md</a>
 */
@NullMarked
package dev.netstock.malls.sync;

import org.jspecify.annotations.NullMarked;
