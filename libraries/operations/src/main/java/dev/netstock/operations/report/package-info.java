/** The reports of reconcile runs and of sales. */
@NullMarked
package dev.netstock.operations.report;

import org.jspecify.annotations.NullMarked;
