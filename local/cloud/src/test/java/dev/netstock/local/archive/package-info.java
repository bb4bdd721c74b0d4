@NullMarked
package dev.netstock.local.archive;

import org.jspecify.annotations.NullMarked;
