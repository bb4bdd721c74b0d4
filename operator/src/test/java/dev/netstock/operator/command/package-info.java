@NullMarked
package dev.netstock.operator.command;

import org.jspecify.annotations.NullMarked;
