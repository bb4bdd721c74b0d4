/** What the sync knows of a mall's API: its capabilities, counts, orders and failures. No HTTP. */
@NullMarked
package dev.netstock.malls.port;

import org.jspecify.annotations.NullMarked;
