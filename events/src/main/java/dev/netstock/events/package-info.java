/**
 * The contracts between the parts: events in the envelope of CloudEvents, and messages. The schema
 * {@code <type>.json} and the sample {@code <type>.sample.json} of each event are stored beside its
 * record.
 */
@NullMarked
package dev.netstock.events;

import org.jspecify.annotations.NullMarked;
