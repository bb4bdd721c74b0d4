/**
 * Making a projection anew: a new generation is filled from the deltas, and from the archive where
 * they are older, while the old one serves; then readers are switched over.
 */
@NullMarked
package dev.netstock.projection.rebuild;

import org.jspecify.annotations.NullMarked;
