/** SNS: topics and subscriptions, as templates declare them, with fan-out to queues and streams. */
@NullMarked
package dev.netstock.local.topics;

import org.jspecify.annotations.NullMarked;
