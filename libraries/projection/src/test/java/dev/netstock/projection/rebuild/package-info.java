@NullMarked
package dev.netstock.projection.rebuild;

import org.jspecify.annotations.NullMarked;
