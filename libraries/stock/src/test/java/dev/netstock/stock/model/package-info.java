/** The product's own flows over tables in memory: a random trade, as tests of consumers need it. */
@NullMarked
package dev.netstock.stock.model;

import org.jspecify.annotations.NullMarked;
