@NullMarked
package dev.netstock.platform.call;

import org.jspecify.annotations.NullMarked;
