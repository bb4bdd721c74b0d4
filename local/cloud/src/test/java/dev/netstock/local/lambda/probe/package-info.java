/** The function of the tests, packaged as a zip; the cloud itself never loads it. */
@NullMarked
package dev.netstock.local.lambda.probe;

import org.jspecify.annotations.NullMarked;
