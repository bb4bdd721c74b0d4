/** Replenishment requests: published to the supply chain, stored by day, and read by the API. */
@NullMarked
package dev.netstock.replenishment.request;

import org.jspecify.annotations.NullMarked;
