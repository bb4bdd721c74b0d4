/** Purchase limits of SKUs, and the allowances of customers that they count. */
@NullMarked
package dev.netstock.stock.limit;

import org.jspecify.annotations.NullMarked;
