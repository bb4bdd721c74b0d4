@NullMarked
package dev.netstock.invocation;

import org.jspecify.annotations.NullMarked;
