/** Kinesis data streams of the templates, in memory. */
@NullMarked
package dev.netstock.local.kinesis;

import org.jspecify.annotations.NullMarked;
