/**
 * What the tables NetStock and StockDeltas say, read as they stand and without the product's own
 * code: whoever judges must not share its mistakes.
 */
@NullMarked
package dev.netstock.local.saleday.books;

import org.jspecify.annotations.NullMarked;
