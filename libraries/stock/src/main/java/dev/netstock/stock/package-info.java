/** The vocabulary of net stock: SKUs, locations and items. */
@NullMarked
package dev.netstock.stock;

import org.jspecify.annotations.NullMarked;
