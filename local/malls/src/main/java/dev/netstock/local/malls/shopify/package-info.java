/** A simulator of Shopify's GraphQL Admin API and webhooks. */
@NullMarked
package dev.netstock.local.malls.shopify;

import org.jspecify.annotations.NullMarked;
