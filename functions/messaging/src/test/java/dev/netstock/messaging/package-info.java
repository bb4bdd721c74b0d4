/** Tests of publishing and sending. */
@NullMarked
package dev.netstock.messaging;

import org.jspecify.annotations.NullMarked;
