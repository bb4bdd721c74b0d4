/**
 * CloudFormation on this machine: reads a CDK cloud assembly, evaluates its templates as
 * CloudFormation does, and asks for each resource in the order of their dependencies. What it does
 * not know is an error that says where it stands.
 */
@NullMarked
package dev.netstock.local.template;

import org.jspecify.annotations.NullMarked;
