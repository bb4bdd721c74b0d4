/** The formats of the stock model's values in requests. */
@NullMarked
package dev.netstock.stock.format;

import org.jspecify.annotations.NullMarked;
