/** A deployed stage: its stacks and outputs, AWS clients, functions, API and tokens. */
@NullMarked
package dev.netstock.operator.stage;

import org.jspecify.annotations.NullMarked;
