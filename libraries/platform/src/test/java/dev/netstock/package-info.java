@NullMarked
package dev.netstock;

import org.jspecify.annotations.NullMarked;
