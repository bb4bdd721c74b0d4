/** Replays of dead letters in queues and of failed batches in S3. */
@NullMarked
package dev.netstock.operator.redrive;

import org.jspecify.annotations.NullMarked;
