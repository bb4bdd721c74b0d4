/** Simulated buyers: their requests, the responses and the follow-up actions. */
@NullMarked
package dev.netstock.local.saleday.traffic;

import org.jspecify.annotations.NullMarked;
