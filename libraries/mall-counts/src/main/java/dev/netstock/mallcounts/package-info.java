/**
 * What each mall shows of a SKU, and why: the part of the table {@code Malls} that others than the
 * mall sync read.
 */
@NullMarked
package dev.netstock.mallcounts;

import org.jspecify.annotations.NullMarked;
