/**
 * Which SKUs run low at which location: a pure state for each item, the settings that it is
 * compared with, and the services that update it and publish its crossings.
 */
@NullMarked
package dev.netstock.replenishment.watch;

import org.jspecify.annotations.NullMarked;
