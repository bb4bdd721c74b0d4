/** The endpoints. */
@NullMarked
package dev.netstock.jobs.http;

import org.jspecify.annotations.NullMarked;
