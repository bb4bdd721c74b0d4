/** Requests to fill shelves: kept for whoever asks for them by day, and told. */
@NullMarked
package dev.netstock.replenishment.request;

import org.jspecify.annotations.NullMarked;
