/** The database clusters that templates declare, in PostgreSQL. */
@NullMarked
package dev.netstock.local.database;

import org.jspecify.annotations.NullMarked;
