/** The statistics of the benchmarks. */
@NullMarked
package dev.netstock.bench.physics;

import org.jspecify.annotations.NullMarked;
