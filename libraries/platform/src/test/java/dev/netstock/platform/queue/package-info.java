@NullMarked
package dev.netstock.platform.queue;

import org.jspecify.annotations.NullMarked;
