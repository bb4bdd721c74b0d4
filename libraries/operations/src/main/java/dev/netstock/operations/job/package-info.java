/** The jobs of operators, and the approval that some of them need. */
@NullMarked
package dev.netstock.operations.job;

import org.jspecify.annotations.NullMarked;
