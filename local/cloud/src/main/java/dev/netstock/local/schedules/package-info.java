/** EventBridge schedules, of the templates. */
@NullMarked
package dev.netstock.local.schedules;

import org.jspecify.annotations.NullMarked;
