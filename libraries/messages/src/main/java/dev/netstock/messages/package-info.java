/** Events and messages as JSON, and their publisher. */
@NullMarked
package dev.netstock.messages;

import org.jspecify.annotations.NullMarked;
