/** Levels: how many units of a SKU can be promised at each location. */
@NullMarked
package dev.netstock.stock.level;

import org.jspecify.annotations.NullMarked;
