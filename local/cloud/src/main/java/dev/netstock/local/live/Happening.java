package dev.netstock.local.live;

/** Something that happens in the demo store. */
public sealed interface Happening permits Movement, WebOrder {}
