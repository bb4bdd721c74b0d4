/** Which levels replenishment watches, for the function that watches and the one that publishes. */
@NullMarked
package dev.netstock.watched;

import org.jspecify.annotations.NullMarked;
