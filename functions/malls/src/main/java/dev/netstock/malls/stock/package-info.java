/** Net stock, as the sync uses it. */
@NullMarked
package dev.netstock.malls.stock;

import org.jspecify.annotations.NullMarked;
