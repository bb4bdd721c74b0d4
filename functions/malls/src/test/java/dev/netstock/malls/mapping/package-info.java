@NullMarked
package dev.netstock.malls.mapping;

import org.jspecify.annotations.NullMarked;
