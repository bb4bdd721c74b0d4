/** A mall's server whose answers a test decides, and a credential store in memory. */
@NullMarked
package dev.netstock.malls.adapter.testing;

import org.jspecify.annotations.NullMarked;
