/** The product's own flows over tables in memory, for tests of flows and of consumers. */
@NullMarked
package dev.netstock.stock.model;

import org.jspecify.annotations.NullMarked;
