/** What tests of stream consumers share. */
@NullMarked
package dev.netstock.platform.stream.testing;

import org.jspecify.annotations.NullMarked;
