/** Events and messages as JSON, and how they are published. */
@NullMarked
package dev.netstock.messages;

import org.jspecify.annotations.NullMarked;
