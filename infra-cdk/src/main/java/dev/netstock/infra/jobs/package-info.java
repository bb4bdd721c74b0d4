/** The stack of queues and jobs. */
@NullMarked
package dev.netstock.infra.jobs;

import org.jspecify.annotations.NullMarked;
