@NullMarked
package dev.netstock.local.identity;

import org.jspecify.annotations.NullMarked;
