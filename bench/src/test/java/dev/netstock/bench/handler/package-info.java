/** The checkout handler without a network: time and memory of a request. */
@NullMarked
package dev.netstock.bench.handler;

import org.jspecify.annotations.NullMarked;
