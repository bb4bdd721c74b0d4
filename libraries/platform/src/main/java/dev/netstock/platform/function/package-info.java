/** What every function needs to be invoked: its environment, the call's time budget, priming. */
@NullMarked
package dev.netstock.platform.function;

import org.jspecify.annotations.NullMarked;
