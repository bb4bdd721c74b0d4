/** Commands for operators of a stage, on AWS or on the local cloud. */
@NullMarked
package dev.netstock.operator;

import org.jspecify.annotations.NullMarked;
