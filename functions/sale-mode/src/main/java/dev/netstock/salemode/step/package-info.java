/** The work of the steps, and who walks from one to the next. */
@NullMarked
package dev.netstock.salemode.step;

import org.jspecify.annotations.NullMarked;
