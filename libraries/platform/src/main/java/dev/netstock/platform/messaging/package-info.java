/**
 * Publishing to topics and sending to queues, in as few requests as possible, with retries until
 * the deadline.
 */
@NullMarked
package dev.netstock.platform.messaging;

import org.jspecify.annotations.NullMarked;
