/** The HTTP server that every stand-in for a service listens with. */
@NullMarked
package dev.netstock.local.http;

import org.jspecify.annotations.NullMarked;
