/** The command line for operators. */
@NullMarked
package dev.netstock.operator.command;

import org.jspecify.annotations.NullMarked;
