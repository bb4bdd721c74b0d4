/** Search: how long operators wait for a page of items. */
@NullMarked
package dev.netstock.bench.search;

import org.jspecify.annotations.NullMarked;
