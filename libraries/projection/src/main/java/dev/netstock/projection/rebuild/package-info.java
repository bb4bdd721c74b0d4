/**
 * Rebuilds projections: a new generation is filled from the deltas, and from the archive for older
 * events, while the old one serves reads; then readers switch over.
 */
@NullMarked
package dev.netstock.projection.rebuild;

import org.jspecify.annotations.NullMarked;
