/** The HTTP server of all local services. */
@NullMarked
package dev.netstock.local.http;

import org.jspecify.annotations.NullMarked;
