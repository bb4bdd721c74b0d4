/**
 * The settings of a SKU: thresholds, display samples and pinned shards, over HTTP. Settings are not
 * a part of replenishment; only the thresholds are used by it. Both share one zip because they
 * share one table: replacing settings updates the watched items of the SKU in the same request and
 * publishes crossings at once, and a rebuild of the watched items starts from the settings. For
 * that, this package uses {@code ThresholdSettings}, {@code SkuSettings} and {@code Thresholds},
 * and {@code DynamoReplenishment} for wiring; nothing in replenishment depends on this package. The
 * function also serves {@code GET /v1/replenishment-requests}, whose endpoint belongs to
 * replenishment.
 */
@NullMarked
package dev.netstock.settings;

import org.jspecify.annotations.NullMarked;
