@NullMarked
package dev.netstock.shards.plan;

import org.jspecify.annotations.NullMarked;
