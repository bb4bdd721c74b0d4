@NullMarked
package dev.netstock.local.saleday.snapshot;

import org.jspecify.annotations.NullMarked;
