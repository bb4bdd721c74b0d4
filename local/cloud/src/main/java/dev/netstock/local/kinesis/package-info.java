/** Kinesis data streams, as templates declare them, in memory. */
@NullMarked
package dev.netstock.local.kinesis;

import org.jspecify.annotations.NullMarked;
