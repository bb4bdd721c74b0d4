/** A simulator of Yahoo! Shopping (Japan). */
@NullMarked
package dev.netstock.local.malls.yahoo;

import org.jspecify.annotations.NullMarked;
