/** The CDK app: the stacks of a stage, from its settings and the declarations of its functions. */
@NullMarked
package dev.netstock.infra;

import org.jspecify.annotations.NullMarked;
