/**
 * What the flows need of the tables: single requests with clear answers, and what may be repeated
 * when one fails.
 */
@NullMarked
package dev.netstock.stock.table;

import org.jspecify.annotations.NullMarked;
