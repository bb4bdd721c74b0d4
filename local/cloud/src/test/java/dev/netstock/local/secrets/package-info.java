@NullMarked
package dev.netstock.local.secrets;

import org.jspecify.annotations.NullMarked;
