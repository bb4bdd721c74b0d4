@NullMarked
package dev.netstock.reconcile.judging;

import org.jspecify.annotations.NullMarked;
