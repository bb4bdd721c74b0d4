@NullMarked
package dev.netstock.malls.adapter.yahoo;

import org.jspecify.annotations.NullMarked;
