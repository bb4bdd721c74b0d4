/** The feed from the deltas to the history table. */
@NullMarked
package dev.netstock.infra.history;

import org.jspecify.annotations.NullMarked;
