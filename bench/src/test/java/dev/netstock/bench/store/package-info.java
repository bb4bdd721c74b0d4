/** Net stock's calls compared with the same calls through the bare SDK. */
@NullMarked
package dev.netstock.bench.store;

import org.jspecify.annotations.NullMarked;
