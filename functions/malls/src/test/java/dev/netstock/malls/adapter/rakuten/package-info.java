@NullMarked
package dev.netstock.malls.adapter.rakuten;

import org.jspecify.annotations.NullMarked;
