/** Webhooks of malls: signed requests that say that an order changed. */
@NullMarked
package dev.netstock.malls.webhooks;

import org.jspecify.annotations.NullMarked;
