/** The real functions on the real templates, from outside. */
@NullMarked
package dev.netstock.local.endtoend;

import org.jspecify.annotations.NullMarked;
