/** The part of CloudFormation that describes the deployed stacks. */
@NullMarked
package dev.netstock.local.stacks;

import org.jspecify.annotations.NullMarked;
