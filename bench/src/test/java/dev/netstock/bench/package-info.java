/** The benchmarks of net-stock, and the command that runs them. */
@NullMarked
package dev.netstock.bench;

import org.jspecify.annotations.NullMarked;
