@NullMarked
package dev.netstock.platform.json;

import org.jspecify.annotations.NullMarked;
