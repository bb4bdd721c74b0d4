@NullMarked
package dev.netstock.malls;

import org.jspecify.annotations.NullMarked;
