/** Settings that first items store: purchase limits. */
@NullMarked
package dev.netstock.stock.setting;

import org.jspecify.annotations.NullMarked;
