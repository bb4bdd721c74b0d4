package dev.netstock.local.live;

import dev.netstock.local.mallshops.DemoMall;

/**
 * A customer's change of an earlier order in a mall.
 *
 * @param cancels whether the customer cancels it; otherwise the quantity changes
 */
public record MallChange(DemoMall mall, boolean cancels) implements StoreEvent {}
