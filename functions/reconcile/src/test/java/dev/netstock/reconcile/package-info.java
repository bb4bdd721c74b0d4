@NullMarked
package dev.netstock.reconcile;

import org.jspecify.annotations.NullMarked;
