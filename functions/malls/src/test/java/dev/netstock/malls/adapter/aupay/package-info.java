@NullMarked
package dev.netstock.malls.adapter.aupay;

import org.jspecify.annotations.NullMarked;
