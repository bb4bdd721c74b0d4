/** The sale of a hot SKU: its checks, and the shape of what comes out. */
@NullMarked
package dev.netstock.bench.physics.sale;

import org.jspecify.annotations.NullMarked;
