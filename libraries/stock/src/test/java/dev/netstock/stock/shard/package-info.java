@NullMarked
package dev.netstock.stock.shard;

import org.jspecify.annotations.NullMarked;
