/**
 * The events stack: what publishes changes, the topic and queues that carry them, who consumes
 * them, and the archive.
 */
@NullMarked
package dev.netstock.infra.events;

import org.jspecify.annotations.NullMarked;
