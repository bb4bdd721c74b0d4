/** The history of a SKU: every change of its net stock, newest first. */
@NullMarked
package dev.netstock.stock.history;

import org.jspecify.annotations.NullMarked;
