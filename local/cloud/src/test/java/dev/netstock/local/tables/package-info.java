@NullMarked
package dev.netstock.local.tables;

import org.jspecify.annotations.NullMarked;
