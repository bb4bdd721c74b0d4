@NullMarked
package dev.netstock.malls.api;

import org.jspecify.annotations.NullMarked;
