/** Levels: how many units of a SKU can be promised, and where. */
@NullMarked
package dev.netstock.stock.level;

import org.jspecify.annotations.NullMarked;
