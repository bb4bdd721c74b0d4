/** Lambda's event source mapping for DynamoDB streams, on one machine. */
@NullMarked
package dev.netstock.local.eventsource;

import org.jspecify.annotations.NullMarked;
