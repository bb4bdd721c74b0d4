@NullMarked
package dev.netstock.malls.adapter.amazon;

import org.jspecify.annotations.NullMarked;
