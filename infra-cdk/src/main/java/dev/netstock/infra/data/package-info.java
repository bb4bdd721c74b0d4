/** The data stack: tables, buckets of events, and the key that encrypts them. */
@NullMarked
package dev.netstock.infra.data;

import org.jspecify.annotations.NullMarked;
