/** SNS: topics and subscriptions of the templates, with fan-out to queues and streams. */
@NullMarked
package dev.netstock.local.topics;

import org.jspecify.annotations.NullMarked;
