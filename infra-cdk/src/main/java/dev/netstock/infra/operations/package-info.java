/** The operations stack: what wakes an operator, and what an operator looks at. */
@NullMarked
package dev.netstock.infra.operations;

import org.jspecify.annotations.NullMarked;
