/**
 * Rakuten Ichiba (RMS WEB SERVICE): InventoryAPI 2.0, PurchaseItemAPI, order API and License
 * Management API. The shapes follow the RMS WEB SERVICE documents, which only shops can read, and
 * agree with several independent public clients.
 */
@NullMarked
package dev.netstock.malls.adapter.rakuten;

import org.jspecify.annotations.NullMarked;
