/** Rebuilds of projections, step by step, through the rebuild function of a projection. */
@NullMarked
package dev.netstock.operator.rebuild;

import org.jspecify.annotations.NullMarked;
