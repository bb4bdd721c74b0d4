/**
 * The shards function: decides over how many items the units of a SKU are spread. A hot SKU gets
 * more, a calm one fewer, or the number that is configured.
 */
@NullMarked
package dev.netstock.shards;

import org.jspecify.annotations.NullMarked;
