/**
 * The publishers: turn the table streams into events and messages. No other code publishes changes
 * of these tables.
 */
@NullMarked
package dev.netstock.publishers;

import org.jspecify.annotations.NullMarked;
