/** What channels may take: units set aside for one of them, and units that they leave alone. */
@NullMarked
package dev.netstock.stock.pool;

import org.jspecify.annotations.NullMarked;
