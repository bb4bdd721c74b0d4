/**
 * One hot SKU on sale, in virtual time: protocols, shards, buyers, and the books that check them.
 */
@NullMarked
package dev.netstock.bench.physics.sale;

import org.jspecify.annotations.NullMarked;
