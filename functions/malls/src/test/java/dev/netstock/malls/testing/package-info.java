/** A table, a mall and settings for tests of the functions. */
@NullMarked
package dev.netstock.malls.testing;

import org.jspecify.annotations.NullMarked;
