/** The data stack: the tables, and the key that encrypts them. */
@NullMarked
package dev.netstock.infra.data;

import org.jspecify.annotations.NullMarked;
