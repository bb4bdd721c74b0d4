/** End-to-end tests: the real functions on the real templates, through the public APIs. */
@NullMarked
package dev.netstock.local.endtoend;

import org.jspecify.annotations.NullMarked;
