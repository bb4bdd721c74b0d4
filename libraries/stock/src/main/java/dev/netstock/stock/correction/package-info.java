/**
 * Corrections of items that were changed outside the protocol: each is applied once and has a row.
 */
@NullMarked
package dev.netstock.stock.correction;

import org.jspecify.annotations.NullMarked;
