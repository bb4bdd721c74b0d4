@NullMarked
package dev.netstock.history;

import org.jspecify.annotations.NullMarked;
