/** Reads the audit log, and archives it. */
@NullMarked
package dev.netstock.audit;

import org.jspecify.annotations.NullMarked;
