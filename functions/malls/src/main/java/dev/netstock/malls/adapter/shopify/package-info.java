/**
 * Shopify: GraphQL Admin API and webhooks.
 *
 * @see <a href="https://shopify.dev/docs/api/admin-graphql/2026-04">GraphQL Admin API 2026-04</a>
 */
@NullMarked
package dev.netstock.malls.adapter.shopify;

import org.jspecify.annotations.NullMarked;
