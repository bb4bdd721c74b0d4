/**
 * What every Lambda function needs: environment variables, the time budget of a call, priming for
 * SnapStart.
 */
@NullMarked
package dev.netstock.platform.function;

import org.jspecify.annotations.NullMarked;
