@NullMarked
package dev.netstock.malls.sync;

import org.jspecify.annotations.NullMarked;
