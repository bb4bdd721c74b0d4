/**
 * Decides over how many items the units of a SKU are spread: more when it is hot, fewer when it is
 * calm again, or as many as people say.
 */
@NullMarked
package dev.netstock.shards;

import org.jspecify.annotations.NullMarked;
