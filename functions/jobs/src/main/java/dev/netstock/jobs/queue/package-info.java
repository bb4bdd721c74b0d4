/** Failed messages and what they are about. */
@NullMarked
package dev.netstock.jobs.queue;

import org.jspecify.annotations.NullMarked;
