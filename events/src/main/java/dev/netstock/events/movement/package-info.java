/** What tills, warehouses and clerks tell of movements: an incoming event, and its JSON. */
@NullMarked
package dev.netstock.events.movement;

import org.jspecify.annotations.NullMarked;
