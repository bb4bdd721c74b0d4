/** The benchmark's own figures. */
@NullMarked
package dev.netstock.bench.physics;

import org.jspecify.annotations.NullMarked;
