/** The adapters of AWS. */
@NullMarked
package dev.netstock.jobs.aws;

import org.jspecify.annotations.NullMarked;
