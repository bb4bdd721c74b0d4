@NullMarked
package dev.netstock.local.cloud;

import org.jspecify.annotations.NullMarked;
