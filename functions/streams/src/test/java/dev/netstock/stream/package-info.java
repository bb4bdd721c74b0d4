@NullMarked
package dev.netstock.stream;

import org.jspecify.annotations.NullMarked;
