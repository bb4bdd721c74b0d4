/** A sale from its goods to its verdict. */
@NullMarked
package dev.netstock.local.saleday.run;

import org.jspecify.annotations.NullMarked;
