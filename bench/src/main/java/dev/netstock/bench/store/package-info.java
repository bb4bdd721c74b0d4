/** Net stock's calls against the same calls of the bare SDK. */
@NullMarked
package dev.netstock.bench.store;

import org.jspecify.annotations.NullMarked;
