@NullMarked
package dev.netstock.local.assembly;

import org.jspecify.annotations.NullMarked;
