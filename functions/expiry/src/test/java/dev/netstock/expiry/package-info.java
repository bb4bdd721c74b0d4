@NullMarked
package dev.netstock.expiry;

import org.jspecify.annotations.NullMarked;
