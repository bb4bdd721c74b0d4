/** The HTTP edge of a function: requests, routes, responses and problem details. */
@NullMarked
package dev.netstock.platform.http;

import org.jspecify.annotations.NullMarked;
