/**
 * Snapshots of the tables NetStock and StockDeltas, read without the product's own code, so that
 * the verdict cannot share its bugs.
 */
@NullMarked
package dev.netstock.local.saleday.snapshot;

import org.jspecify.annotations.NullMarked;
