/** A local PostgreSQL in place of Aurora. */
@NullMarked
package dev.netstock.local.postgresql;

import org.jspecify.annotations.NullMarked;
