/** PostgreSQL on this machine: what stands in for Aurora. */
@NullMarked
package dev.netstock.local.postgresql;

import org.jspecify.annotations.NullMarked;
