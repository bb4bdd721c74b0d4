package dev.netstock.local.live;

/** An event in the demo store. */
public sealed interface StoreEvent permits Movement, WebOrder, MallOrder, MallChange {}
