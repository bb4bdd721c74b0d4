@NullMarked
package dev.netstock.local.rebuild;

import org.jspecify.annotations.NullMarked;
