/** Firehose streams, as templates declare them: records are buffered and written to a bucket. */
@NullMarked
package dev.netstock.local.archive;

import org.jspecify.annotations.NullMarked;
