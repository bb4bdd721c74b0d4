@NullMarked
package dev.netstock.stock.setting;

import org.jspecify.annotations.NullMarked;
