/** Puts back what was set aside: dead letters of queues, and batches of streams kept in S3. */
@NullMarked
package dev.netstock.local.redrive;

import org.jspecify.annotations.NullMarked;
