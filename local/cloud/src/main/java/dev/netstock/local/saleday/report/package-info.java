/** A sale on one page of HTML, which needs nothing but itself. */
@NullMarked
package dev.netstock.local.saleday.report;

import org.jspecify.annotations.NullMarked;
