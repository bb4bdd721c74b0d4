/** Tests of the publishers. */
@NullMarked
package dev.netstock.fanout;

import org.jspecify.annotations.NullMarked;
