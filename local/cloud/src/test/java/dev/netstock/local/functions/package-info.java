@NullMarked
package dev.netstock.local.functions;

import org.jspecify.annotations.NullMarked;
