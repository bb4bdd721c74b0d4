@NullMarked
package dev.netstock.local.postgresql;

import org.jspecify.annotations.NullMarked;
