/** The pipeline stack: what a workflow of GitHub may do in the account of a stage. */
@NullMarked
package dev.netstock.infra.pipeline;

import org.jspecify.annotations.NullMarked;
