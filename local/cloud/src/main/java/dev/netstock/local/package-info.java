/** The local cloud: runs the synthesized CloudFormation templates on this machine. */
@NullMarked
package dev.netstock.local;

import org.jspecify.annotations.NullMarked;
