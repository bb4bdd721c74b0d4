@NullMarked
package dev.netstock.platform.stream;

import org.jspecify.annotations.NullMarked;
