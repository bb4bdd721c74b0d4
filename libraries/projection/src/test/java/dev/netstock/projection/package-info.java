@NullMarked
package dev.netstock.projection;

import org.jspecify.annotations.NullMarked;
