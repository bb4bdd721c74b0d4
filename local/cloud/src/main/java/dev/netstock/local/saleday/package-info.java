/**
 * A sale against the running cloud: who comes when and buys what, how it is answered, and whether
 * the tables agree with it afterwards.
 */
@NullMarked
package dev.netstock.local.saleday;

import org.jspecify.annotations.NullMarked;
