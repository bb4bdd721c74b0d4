/** Database clusters of the templates, on a local PostgreSQL. */
@NullMarked
package dev.netstock.local.database;

import org.jspecify.annotations.NullMarked;
