/** The history functions: record events in the history of each SKU, and rebuild the history. */
@NullMarked
package dev.netstock.history;

import org.jspecify.annotations.NullMarked;
