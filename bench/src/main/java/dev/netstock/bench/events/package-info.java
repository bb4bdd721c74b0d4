/** What happens after an answer: how soon, how much of it, and what it costs. */
@NullMarked
package dev.netstock.bench.events;

import org.jspecify.annotations.NullMarked;
