/**
 * The sales functions: units and orders per minute, minus returned units, with each event counted
 * once.
 */
@NullMarked
package dev.netstock.sales;

import org.jspecify.annotations.NullMarked;
