/** What is said between the parts: events, in the envelope of CloudEvents, and their JSON. */
@NullMarked
package dev.netstock.events;

import org.jspecify.annotations.NullMarked;
