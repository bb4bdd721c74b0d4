/** The audit log: what people and clients changed over the API. */
@NullMarked
package dev.netstock.platform.audit;

import org.jspecify.annotations.NullMarked;
