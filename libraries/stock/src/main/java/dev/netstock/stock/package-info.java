/** The vocabulary of net stock: SKUs, locations, items, and the algebra over them. */
@NullMarked
package dev.netstock.stock;

import org.jspecify.annotations.NullMarked;
