/** Runs a sale from loading its SKUs to its verdict. */
@NullMarked
package dev.netstock.local.saleday.run;

import org.jspecify.annotations.NullMarked;
