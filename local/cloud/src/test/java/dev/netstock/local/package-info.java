@NullMarked
package dev.netstock.local;

import org.jspecify.annotations.NullMarked;
