/** The smoke test: one order through the deployed API, up to the history. */
@NullMarked
package dev.netstock.operator.smoke;

import org.jspecify.annotations.NullMarked;
