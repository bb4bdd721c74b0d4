/** From the start of a JVM to the first answered reservation. */
@NullMarked
package dev.netstock.bench.coldstart;

import org.jspecify.annotations.NullMarked;
