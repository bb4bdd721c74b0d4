/**
 * The sale day simulator: it sends buyers to the running cloud and afterwards verifies the
 * responses against the tables.
 */
@NullMarked
package dev.netstock.local.saleday;

import org.jspecify.annotations.NullMarked;
