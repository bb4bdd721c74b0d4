/** Samples of events and of the payloads of triggers, for tests and benchmarks. */
@NullMarked
package dev.netstock.events;

import org.jspecify.annotations.NullMarked;
