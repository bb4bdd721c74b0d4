/** The HTTP side of a function: requests, routes, answers and problem details. */
@NullMarked
package dev.netstock.http;

import org.jspecify.annotations.NullMarked;
