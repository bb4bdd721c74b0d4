/** Means to invoke functions in tests, and to hold their answers against the API's description. */
@NullMarked
package dev.netstock.platform.testing;

import org.jspecify.annotations.NullMarked;
