/**
 * The protocol under every fault, in virtual time: the product's own flows over tables in memory,
 * one request at a time, in an order drawn from a seed.
 */
@NullMarked
package dev.netstock.stock.model;

import org.jspecify.annotations.NullMarked;
