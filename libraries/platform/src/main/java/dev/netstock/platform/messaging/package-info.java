/** Events to the topic and messages to queues, in as few requests as fit, repeated until due. */
@NullMarked
package dev.netstock.platform.messaging;

import org.jspecify.annotations.NullMarked;
