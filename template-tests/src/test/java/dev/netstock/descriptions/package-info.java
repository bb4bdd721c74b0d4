/**
 * Holds the descriptions (OpenAPI, AsyncAPI, JSON Schema, and tables of the guides) against the
 * code of all modules. The requests of each function are held by that function's own test, which
 * extends {@code RequestsAsDescribed}.
 */
@NullMarked
package dev.netstock.descriptions;

import org.jspecify.annotations.NullMarked;
