/**
 * The demo store's shops in the simulated malls: what they list, and how net stock reaches them.
 */
@NullMarked
package dev.netstock.local.mallshops;

import org.jspecify.annotations.NullMarked;
