/**
 * Amazon: Selling Partner API, with Listings Items 2021-08-01, Feeds 2021-06-30, Orders 2026-01-01
 * and notifications.
 *
 * @see <a href="https://github.com/amzn/selling-partner-api-models">Models of the Selling Partner
 *     API</a>
 */
@NullMarked
package dev.netstock.malls.adapter.amazon;

import org.jspecify.annotations.NullMarked;
