/** The tables as the flows use them: single requests with typed answers, and their retries. */
@NullMarked
package dev.netstock.stock.table;

import org.jspecify.annotations.NullMarked;
