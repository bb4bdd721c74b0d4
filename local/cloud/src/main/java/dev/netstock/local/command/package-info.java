/** The command {@code ./netstock}: what a developer types to run and use the local cloud. */
@NullMarked
package dev.netstock.local.command;

import org.jspecify.annotations.NullMarked;
