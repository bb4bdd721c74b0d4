@NullMarked
package dev.netstock.local.command;

import org.jspecify.annotations.NullMarked;
