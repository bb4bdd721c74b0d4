/** The history functions: events into the history of each SKU, and that history made anew. */
@NullMarked
package dev.netstock.history;

import org.jspecify.annotations.NullMarked;
