/** Movements as JSON. */
@NullMarked
package dev.netstock.messages.movement;

import org.jspecify.annotations.NullMarked;
