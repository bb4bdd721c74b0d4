@NullMarked
package dev.netstock.json;

import org.jspecify.annotations.NullMarked;
