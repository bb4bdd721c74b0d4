/** What tests of stream consumers share. */
@NullMarked
package dev.netstock.stream.testing;

import org.jspecify.annotations.NullMarked;
