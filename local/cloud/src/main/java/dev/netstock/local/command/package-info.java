/** The commands of {@code ./netstock} that run and use the local cloud. */
@NullMarked
package dev.netstock.local.command;

import org.jspecify.annotations.NullMarked;
