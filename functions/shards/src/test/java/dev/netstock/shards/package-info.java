@NullMarked
package dev.netstock.shards;

import org.jspecify.annotations.NullMarked;
