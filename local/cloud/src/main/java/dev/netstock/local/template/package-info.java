/**
 * A local CloudFormation: reads a CDK cloud assembly, evaluates its templates as CloudFormation
 * does, and provisions the resources in dependency order. An unsupported feature is an error with
 * its location.
 */
@NullMarked
package dev.netstock.local.template;

import org.jspecify.annotations.NullMarked;
