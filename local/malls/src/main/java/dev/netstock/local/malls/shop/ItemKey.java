package dev.netstock.local.malls.shop;

/**
 * What a mall sells, by the mall's own ids.
 *
 * @param item Rakuten's manage number, Yahoo's and au's item code, Amazon's seller SKU, Shopify's
 *     inventory item id
 * @param variant Rakuten's variant id, Yahoo's sub code, au's choices ({@code
 *     horizontal/vertical}), Shopify's location id; empty if there is none
 */
public record ItemKey(String item, String variant) {}
