/** The function that the tests run: packed into a zip of its own, never on the cloud's side. */
@NullMarked
package dev.netstock.local.lambda.probe;

import org.jspecify.annotations.NullMarked;
