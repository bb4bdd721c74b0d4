@NullMarked
package dev.netstock.local.redrive;

import org.jspecify.annotations.NullMarked;
