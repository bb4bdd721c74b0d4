@NullMarked
package dev.netstock.local.saleday;

import org.jspecify.annotations.NullMarked;
