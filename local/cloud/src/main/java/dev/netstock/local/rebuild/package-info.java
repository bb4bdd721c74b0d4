/** Drives the rebuild of a projection, step by step, by calls of the projection's function. */
@NullMarked
package dev.netstock.local.rebuild;

import org.jspecify.annotations.NullMarked;
