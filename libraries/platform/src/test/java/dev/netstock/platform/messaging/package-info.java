/** Tests of publishing and sending. */
@NullMarked
package dev.netstock.platform.messaging;

import org.jspecify.annotations.NullMarked;
