/** How a mall's protocol is plugged in: requests, answers, rates. */
@NullMarked
package dev.netstock.local.malls.protocol;

import org.jspecify.annotations.NullMarked;
