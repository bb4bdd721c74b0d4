/** A simulator of Amazon's Selling Partner API. */
@NullMarked
package dev.netstock.local.malls.amazon;

import org.jspecify.annotations.NullMarked;
