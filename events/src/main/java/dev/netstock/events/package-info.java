/** What is said between the parts: a sample payload for every trigger of every function. */
@NullMarked
package dev.netstock.events;

import org.jspecify.annotations.NullMarked;
