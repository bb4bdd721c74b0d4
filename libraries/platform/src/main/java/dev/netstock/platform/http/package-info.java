/** The HTTP side of a function: requests, routes, answers and problem details. */
@NullMarked
package dev.netstock.platform.http;

import org.jspecify.annotations.NullMarked;
