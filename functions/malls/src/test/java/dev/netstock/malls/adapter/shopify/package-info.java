@NullMarked
package dev.netstock.malls.adapter.shopify;

import org.jspecify.annotations.NullMarked;
