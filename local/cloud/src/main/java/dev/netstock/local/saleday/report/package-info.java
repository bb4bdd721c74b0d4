/** The report of a sale: one self-contained HTML page. */
@NullMarked
package dev.netstock.local.saleday.report;

import org.jspecify.annotations.NullMarked;
