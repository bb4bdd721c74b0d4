@NullMarked
package dev.netstock.local.database;

import org.jspecify.annotations.NullMarked;
