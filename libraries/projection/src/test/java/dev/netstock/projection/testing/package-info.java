/** Means to rebuild projections in the functions' tests. */
@NullMarked
package dev.netstock.projection.testing;

import org.jspecify.annotations.NullMarked;
