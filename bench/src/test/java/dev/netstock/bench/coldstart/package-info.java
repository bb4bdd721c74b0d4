@NullMarked
package dev.netstock.bench.coldstart;

import org.jspecify.annotations.NullMarked;
