/**
 * What consumers failed to process: dead letters of queues and failed batches of streams, for the
 * operator commands and for the operators' console.
 */
@NullMarked
package dev.netstock.operations.aws;

import org.jspecify.annotations.NullMarked;
