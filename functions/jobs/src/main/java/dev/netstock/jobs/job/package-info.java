/** Jobs and their steps. */
@NullMarked
package dev.netstock.jobs.job;

import org.jspecify.annotations.NullMarked;
