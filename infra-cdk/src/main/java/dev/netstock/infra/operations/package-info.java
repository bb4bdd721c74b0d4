/** The operations stack: alarms and the dashboard. */
@NullMarked
package dev.netstock.infra.operations;

import org.jspecify.annotations.NullMarked;
