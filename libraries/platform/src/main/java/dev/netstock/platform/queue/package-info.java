/**
 * Functions behind a queue: each message is handled, and those that failed, and only those, are
 * reported, so that they come again.
 */
@NullMarked
package dev.netstock.platform.queue;

import org.jspecify.annotations.NullMarked;
