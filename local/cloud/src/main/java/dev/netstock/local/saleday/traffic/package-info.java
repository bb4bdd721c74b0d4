/** Buyers at the API: what they send, what they are answered, and what they do then. */
@NullMarked
package dev.netstock.local.saleday.traffic;

import org.jspecify.annotations.NullMarked;
