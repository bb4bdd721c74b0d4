/** The sweep: undoes takes that no claim names. */
@NullMarked
package dev.netstock.stock.sweep;

import org.jspecify.annotations.NullMarked;
