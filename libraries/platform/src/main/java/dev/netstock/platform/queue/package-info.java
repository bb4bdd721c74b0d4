/**
 * Functions that consume a queue: each message is handled, and only the failed ones are reported
 * for a retry.
 */
@NullMarked
package dev.netstock.platform.queue;

import org.jspecify.annotations.NullMarked;
