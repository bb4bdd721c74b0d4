/** The events stack: publishers, topic, queues, consumers, and the archive. */
@NullMarked
package dev.netstock.infra.events;

import org.jspecify.annotations.NullMarked;
