/** Orders that many locations may serve. */
@NullMarked
package dev.netstock.bench.sourcing;

import org.jspecify.annotations.NullMarked;
