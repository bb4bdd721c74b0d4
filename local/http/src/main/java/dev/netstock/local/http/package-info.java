/** The HTTP server that every stand-in for a service listens with, and how it writes answers. */
@NullMarked
package dev.netstock.local.http;

import org.jspecify.annotations.NullMarked;
