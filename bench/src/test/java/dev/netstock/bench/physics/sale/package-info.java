/** The sale of a hot SKU: its checks, and properties of its results. */
@NullMarked
package dev.netstock.bench.physics.sale;

import org.jspecify.annotations.NullMarked;
