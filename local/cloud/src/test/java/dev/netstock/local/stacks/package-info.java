@NullMarked
package dev.netstock.local.stacks;

import org.jspecify.annotations.NullMarked;
