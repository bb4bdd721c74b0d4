package dev.netstock.local.live;

import dev.netstock.local.mallshops.DemoMall;

/** A customer's order in a mall. */
public record MallOrder(DemoMall mall, String sku, int units) implements StoreEvent {}
