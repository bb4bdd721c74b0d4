/** Tests of the publishers. */
@NullMarked
package dev.netstock.publishers;

import org.jspecify.annotations.NullMarked;
