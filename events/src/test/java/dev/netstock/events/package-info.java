/** Tests that hold events, schemas, samples and the AsyncAPI document against each other. */
@NullMarked
package dev.netstock.events;

import org.jspecify.annotations.NullMarked;
