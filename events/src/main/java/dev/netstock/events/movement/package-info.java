/** Movements that POS, warehouse and back-office systems report: an incoming event. */
@NullMarked
package dev.netstock.events.movement;

import org.jspecify.annotations.NullMarked;
