@NullMarked
package dev.netstock.local.routes;

import org.jspecify.annotations.NullMarked;
