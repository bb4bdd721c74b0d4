/** Which levels replenishment watches: the settings rows of the table {@code Replenishment}. */
@NullMarked
package dev.netstock.watched.dynamodb;

import org.jspecify.annotations.NullMarked;
