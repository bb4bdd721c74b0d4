/** The CDK app: a stack for what is kept, a stack for what runs. */
@NullMarked
package dev.netstock.infra;

import org.jspecify.annotations.NullMarked;
