/** The sweep: takes that no claim names go back to the shelf. */
@NullMarked
package dev.netstock.stock.sweep;

import org.jspecify.annotations.NullMarked;
